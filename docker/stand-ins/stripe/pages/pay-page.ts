import { CARDS } from '../cards.ts';
import type { LineItem, Session } from '../shapes.ts';
import type { CardForm } from './card-form.ts';
import { alert, field, html, layout, money } from './layout.ts';

export interface PayPage {
  session: Session;
  lines: LineItem[];
  businessName: string;
  form: CardForm;
  /** What the bank said; null at first. */
  message: string | null;
}

export function payPage({ session, lines, businessName, form, message }: PayPage): string {
  const total = money(session.amount_total, session.currency);
  const wrong = Object.keys(form.wrong).length > 0;
  return layout({
    title: `${wrong || message ? 'Not paid yet: ' : ''}Pay ${businessName}`,
    width: 'wide',
    main: `<section class="stack" aria-label="Order summary">
${session.cancel_url ? `<a class="back" href="${html(session.cancel_url)}"><span aria-hidden="true">←</span> Back to ${html(businessName)}</a>` : ''}
<div><h1>Pay ${html(businessName)}</h1><p class="amount">${total}</p></div>
<ul class="lines">
${lines.map(lineRow).join('\n')}
<li class="total"><span>Total</span><span class="price">${total}</span></li>
</ul>
<p class="muted">This page can be paid until ${clock(session.expires_at)}.</p>
</section>
<section class="card" aria-labelledby="pay-with">
<form method="post" action="/c/pay/${session.id}" novalidate>
<h2 id="pay-with">Pay with card</h2>
${alert(message ?? (wrong ? 'Please look at the fields marked below.' : null))}
${cardFields(session, form)}
<button type="submit">Pay ${total}</button>
</form>
${testCards()}
</section>
<script>${SCRIPT}</script>`,
  });
}

function cardFields(session: Session, { values, wrong }: CardForm): string {
  const isFixed = session.customer_email !== null;
  const email = `type="email" autocomplete="email" ${isFixed ? 'readonly' : 'required'}`;
  const digits = 'class="number" inputmode="numeric" required';
  return `${field({ name: 'email', label: 'E-mail', value: session.customer_email ?? values.email, wrong: wrong.email, attributes: email })}
${field({ name: 'number', label: 'Card number', value: values.number, wrong: wrong.number, attributes: `${digits} autocomplete="cc-number" placeholder="4242 4242 4242 4242" maxlength="23"` })}
<div class="pair">
${field({ name: 'expiry', label: 'Expiry (MM / YY)', value: values.expiry, wrong: wrong.expiry, attributes: `${digits} autocomplete="cc-exp" placeholder="12 / 34" maxlength="7"` })}
${field({ name: 'cvc', label: 'Security code', value: values.cvc, wrong: wrong.cvc, attributes: `${digits} autocomplete="cc-csc" placeholder="123" maxlength="4"` })}
</div>
${field({ name: 'name', label: 'Name on card', value: values.name, wrong: wrong.name, attributes: 'autocomplete="cc-name" required' })}`;
}

function lineRow({ description, quantity, amount_total, price, currency }: LineItem): string {
  const each = quantity > 1 ? `<span class="each">${quantity} × ${money(price.unit_amount, currency)}</span>` : '';
  return `<li><span>${html(description)}</span><span class="price">${money(amount_total, currency)}</span>${each}</li>`;
}

function testCards(): string {
  const rows = Object.entries(CARDS).map(([number, { label }]) => {
    const spaced = number.replace(/(\d{4})(?=\d)/g, '$1 ');
    return `<li><span data-card="${spaced}">${html(label)}</span> <code>${spaced}</code></li>`;
  });
  return `<details>
<summary>Test cards</summary>
<p class="muted">Any expiry to come, any security code, any name.</p>
<ul class="tests">
${rows.join('\n')}
</ul>
</details>`;
}

const clock = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(11, 16)} UTC`;

// The page works without it: it spaces the digits, turns the test cards into buttons and stops a second press.
const SCRIPT = `
const form = document.forms[0], by = name => form.elements[name];
const group = field => { field.value = field.value.replace(/\\D/g, '').slice(0, 19).replace(/(\\d{4})(?=\\d)/g, '$1 '); };
by('number').addEventListener('input', event => group(event.target));
by('expiry').addEventListener('input', ({ target, inputType }) => {
  const digits = target.value.replace(/\\D/g, '').slice(0, 4);
  if (!(inputType || '').startsWith('delete')) target.value = digits.length > 1 ? digits.slice(0, 2) + ' / ' + digits.slice(2) : digits;
});
for (const label of document.querySelectorAll('[data-card]')) {
  const button = document.createElement('button');
  button.type = 'button'; button.textContent = label.textContent;
  button.addEventListener('click', () => {
    by('number').value = label.dataset.card; by('expiry').value = '12 / 34'; by('cvc').value = '123';
    by('name').value ||= 'Test Card'; by('email').value ||= 'test@example.com'; form.querySelector('[type=submit]').focus();
  });
  label.replaceChildren(button);
}
form.addEventListener('submit', () => setTimeout(() => { form.querySelector('[type=submit]').disabled = true; }));
addEventListener('pageshow', () => { form.querySelector('[type=submit]').disabled = false; });
document.querySelector('[aria-invalid]')?.focus();
`;
