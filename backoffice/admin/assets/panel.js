// AdminJS draws icon buttons and filter fields without names. Each gets the words that stand beside it, for those who hear the page.
(() => {
  const PAGES = { first: 'First page', previous: 'Previous page', next: 'Next page', last: 'Last page' };
  const LANDMARKS = { sidebar: 'navigation', 'app-content': 'main' };

  function name(root) {
    for (const button of root.querySelectorAll('button:not([aria-label])'))
      if (!button.textContent.trim()) button.setAttribute('aria-label', PAGES[button.dataset.testid] ?? 'Close');
    for (const field of root.querySelectorAll(
      'input:not([aria-label]):not([id]), select:not([aria-label]):not([id])',
    )) {
      const label = field.closest('[class*="FormGroup"], section')?.querySelector('label')?.textContent?.trim();
      field.setAttribute('aria-label', label || (field.name || 'Value').replace('filter-', ''));
    }
    for (const field of root.querySelectorAll('input[id^="react-select"]:not([aria-label])')) {
      const label = field.closest('[class*="FormGroup"]')?.querySelector('label')?.textContent?.trim();
      field.setAttribute('aria-label', label || 'Choose');
    }
    for (const menu of root.querySelectorAll('[data-css="topbar"] > section:first-child > svg:not([role])')) {
      menu.setAttribute('role', 'button');
      menu.setAttribute('tabindex', '0');
      menu.setAttribute('aria-label', 'Menu');
      menu.addEventListener(
        'keydown',
        event => (event.key === 'Enter' || event.key === ' ') && menu.parentElement.click(),
      );
    }
    for (const [part, role] of Object.entries(LANDMARKS))
      for (const region of root.querySelectorAll(`[data-css="${part}"]:not([role])`)) region.setAttribute('role', role);
    // A page's heading is drawn as an h2 and what is beneath it as any: their levels follow on each other.
    for (const heading of root.querySelectorAll(':is(h2, h3, h4):not([aria-level])'))
      heading.setAttribute('aria-level', heading.tagName === 'H2' ? '1' : '2');
    for (const table of root.querySelectorAll('[data-css$="-table-wrapper"]:not([tabindex])'))
      table.setAttribute('tabindex', '0');
  }

  addEventListener('DOMContentLoaded', () => {
    name(document);
    new MutationObserver(() => name(document)).observe(document.body, { childList: true, subtree: true });
  });
})();
