/** Quiet greys and one violet: plainly not the shop, and plainly not the real thing. Every pair of colours reads at 4.5:1 or more. */
export const STYLE = `
:root { color-scheme: light dark;
  --page: light-dark(#f6f7f9, #101216); --card: light-dark(#ffffff, #191c22); --sunk: light-dark(#eef0f4, #22262e);
  --ink: light-dark(#1a1d24, #eceef2); --muted: light-dark(#565d6b, #a4abb8);
  --line: light-dark(#dfe3ea, #2f3540); --edge: light-dark(#858d9c, #7b8494);
  --accent: light-dark(#5145cd, #a39bff); --on-accent: light-dark(#ffffff, #15122e); --accent-soft: light-dark(#ecebfc, #262248);
  --bad: light-dark(#b3261e, #ffb4ab); --bad-soft: light-dark(#fdecea, #3b1a17);
  --note: light-dark(#6b4a00, #f3cf85); --note-soft: light-dark(#fff4d6, #33290f); }
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--ink); font: 1rem/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  -webkit-font-smoothing: antialiased; }
.ribbon { background: var(--note-soft); color: var(--note); font-size: .875rem; padding: .5rem 1rem; text-align: center; }
.ribbon strong { font-weight: 650; }
main { display: grid; gap: 2rem; max-width: 66rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
main.narrow { max-width: 34rem; }
@media (min-width: 54rem) { main { padding-top: 3.5rem; } main.wide { grid-template-columns: 1fr 1fr; gap: 4.5rem; } }
h1 { font-size: 1.0625rem; font-weight: 550; color: var(--muted); letter-spacing: -.005em; }
h1.title { font-size: 1.5rem; font-weight: 650; color: var(--ink); letter-spacing: -.02em; line-height: 1.25; }
h2 { font-size: 1.125rem; font-weight: 620; letter-spacing: -.01em; }
.amount { font-size: clamp(2.25rem, 1.8rem + 2vw, 2.875rem); font-weight: 680; letter-spacing: -.03em; line-height: 1.15; font-variant-numeric: tabular-nums; }
.muted { color: var(--muted); font-size: .9375rem; }
.stack { display: grid; gap: 1rem; align-content: start; }
.back { display: inline-flex; gap: .5rem; align-items: center; font-size: .9375rem; color: var(--muted); text-decoration: none; padding: .25rem 0; }
.back:hover { color: var(--ink); text-decoration: underline; text-underline-offset: .2em; }
.lines { list-style: none; padding: 0; display: grid; }
.lines li { display: grid; grid-template-columns: 1fr auto; gap: .125rem 1.5rem; padding: .8125rem 0; border-bottom: 1px solid var(--line); font-size: .9375rem; }
.lines .price { font-variant-numeric: tabular-nums; font-weight: 550; }
.lines .each { grid-column: 1 / -1; color: var(--muted); font-size: .8125rem; }
.lines .total { border: 0; font-weight: 650; font-size: 1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: clamp(1.25rem, 4vw, 2rem);
  box-shadow: 0 1px 2px rgb(10 14 30 / .05), 0 18px 48px -24px rgb(10 14 30 / .28); }
form { display: grid; gap: 1.125rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
label, legend { display: block; font-size: .875rem; font-weight: 560; margin-bottom: .375rem; padding: 0; }
input:not([type=radio], [type=checkbox]), select { width: 100%; min-height: 2.875rem; padding: .5rem .8125rem; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--edge); border-radius: 9px; }
input[readonly] { background: var(--sunk); color: var(--muted); border-color: var(--line); }
input[aria-invalid=true] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
.number { font-variant-numeric: tabular-nums; letter-spacing: .03em; }
fieldset { border: 0; padding: 0; display: grid; gap: .25rem; }
.choice { display: flex; gap: .625rem; align-items: baseline; font-weight: 400; font-size: .9375rem; margin: 0; padding: .25rem 0; }
.choice input { accent-color: var(--accent); width: 1.0625rem; height: 1.0625rem; flex: none; translate: 0 .15rem; }
.wrong { color: var(--bad); font-size: .875rem; margin-top: .375rem; }
.alert { background: var(--bad-soft); color: var(--bad); border-radius: 9px; padding: .75rem 1rem; font-size: .9375rem; font-weight: 520; }
button, .button { font: inherit; font-weight: 620; min-height: 3rem; padding: .625rem 1.25rem; border-radius: 9px; border: 1px solid transparent; cursor: pointer;
  background: var(--accent); color: var(--on-accent); text-align: center; text-decoration: none; display: block; transition: filter .14s, translate .14s; }
button:hover, .button:hover { filter: brightness(1.08); } button:active { translate: 0 1px; }
button[disabled] { opacity: .65; cursor: progress; }
.quiet { background: transparent; color: var(--ink); border-color: var(--edge); }
.quiet:hover { background: var(--sunk); filter: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
details { border-top: 1px solid var(--line); margin-top: 1.5rem; padding-top: 1rem; font-size: .875rem; }
summary { cursor: pointer; font-weight: 560; padding: .25rem 0; border-radius: 6px; }
.tests { list-style: none; padding: .5rem 0 0; display: grid; }
.tests li { display: flex; flex-wrap: wrap; gap: 0 .75rem; justify-content: space-between; align-items: center; padding: .375rem 0; }
.tests code { font: .8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--muted); white-space: nowrap; }
.tests button { all: unset; cursor: pointer; font-weight: 520; color: var(--accent); min-height: 1.75rem; }
.tests button:hover { text-decoration: underline; text-underline-offset: .2em; }
.tests button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.facts { display: grid; grid-template-columns: auto 1fr; gap: .375rem 1.5rem; font-size: .9375rem; }
.facts dt { color: var(--muted); } .facts dd { text-align: right; font-variant-numeric: tabular-nums; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
