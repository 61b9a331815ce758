import type { Session } from '../shapes.ts';
import { html, layout, money } from './layout.ts';

/** What the buyer's bank would show: 3D Secure. */
export function challengePage(session: Session, businessName: string, last4: string): string {
  return layout({
    title: 'Confirm your payment',
    width: 'narrow',
    main: `<section class="card stack">
<h1 class="title">Your bank asks you to confirm</h1>
<p class="muted">This page stands for 3D Secure, the step in which the bank that issued the card makes sure it is you.</p>
<dl class="facts">
<dt>Paid to</dt><dd>${html(businessName)}</dd>
<dt>Amount</dt><dd>${money(session.amount_total, session.currency)}</dd>
<dt>Card</dt><dd>ending in ${last4}</dd>
</dl>
<form method="post" action="/c/challenge/${session.id}">
<button name="answer" value="complete">Complete</button>
<button class="quiet" name="answer" value="fail">Fail</button>
</form>
</section>`,
  });
}
