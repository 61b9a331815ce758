import type { z } from 'zod';
import { paragraph } from './block.ts';
import { singleLine } from './escape.ts';
import { letterHtml } from './html.ts';
import type { Letter } from './letter.ts';
import { certificateDecided } from './letters/certificate-decided.ts';
import { commissionInvoice } from './letters/commission-invoice.ts';
import { disputeDecided } from './letters/dispute-decided.ts';
import { disputeOpened } from './letters/dispute-opened.ts';
import { disputeToAnswer } from './letters/dispute-to-answer.ts';
import { invoiceIssued } from './letters/invoice-issued.ts';
import { invoiceReminder } from './letters/invoice-reminder.ts';
import { lowStock } from './letters/low-stock.ts';
import { newOrder } from './letters/new-order.ts';
import { orderApprovalWanted } from './letters/order-approval-wanted.ts';
import { orderApproved } from './letters/order-approved.ts';
import { orderCancelled } from './letters/order-cancelled.ts';
import { orderConfirmation } from './letters/order-confirmation.ts';
import { orderDeclined } from './letters/order-declined.ts';
import { orderDelivered } from './letters/order-delivered.ts';
import { orderReplaced } from './letters/order-replaced.ts';
import { orderShipped } from './letters/order-shipped.ts';
import { paymentRefundedLate } from './letters/payment-refunded-late.ts';
import { payoutFailed } from './letters/payout-failed.ts';
import { payoutHeld } from './letters/payout-held.ts';
import { payoutReceipt } from './letters/payout-receipt.ts';
import { payoutsPaused } from './letters/payouts-paused.ts';
import { productChangeDecided } from './letters/product-change-decided.ts';
import { quotationAccepted } from './letters/quotation-accepted.ts';
import { quotationCountered } from './letters/quotation-countered.ts';
import { quotationDeclined } from './letters/quotation-declined.ts';
import { quotationExpiring } from './letters/quotation-expiring.ts';
import { quotationOffered } from './letters/quotation-offered.ts';
import { quotationRequested } from './letters/quotation-requested.ts';
import { refundIssued } from './letters/refund-issued.ts';
import { refundPaidByBank } from './letters/refund-paid-by-bank.ts';
import { resetPassword } from './letters/reset-password.ts';
import { storeApproved } from './letters/store-approved.ts';
import { storeCredit } from './letters/store-credit.ts';
import { storeInvitation } from './letters/store-invitation.ts';
import { storeMoreInformation } from './letters/store-more-information.ts';
import { storeRejected } from './letters/store-rejected.ts';
import { storeRestored } from './letters/store-restored.ts';
import { storeSuspended } from './letters/store-suspended.ts';
import { transferReversed } from './letters/transfer-reversed.ts';
import { verifyEmail } from './letters/verify-email.ts';
import { welcome } from './letters/welcome.ts';
import { wholesalerApproved } from './letters/wholesaler-approved.ts';
import { wholesalerRejected } from './letters/wholesaler-rejected.ts';
import { wholesalerSuspended } from './letters/wholesaler-suspended.ts';
import { letterText } from './text.ts';

/** Every letter Stackr writes, by the kind under which it stands in the letters table. */
export const letters = {
  'verify-email': verifyEmail,
  'reset-password': resetPassword,
  welcome,
  'store-approved': storeApproved,
  'store-rejected': storeRejected,
  'store-more-information': storeMoreInformation,
  'store-suspended': storeSuspended,
  'store-restored': storeRestored,
  'store-invitation': storeInvitation,
  'certificate-decided': certificateDecided,
  'order-approval-wanted': orderApprovalWanted,
  'order-approved': orderApproved,
  'order-declined': orderDeclined,
  'wholesaler-approved': wholesalerApproved,
  'wholesaler-suspended': wholesalerSuspended,
  'wholesaler-rejected': wholesalerRejected,
  'product-change-decided': productChangeDecided,
  'order-confirmation': orderConfirmation,
  'new-order': newOrder,
  'order-replaced': orderReplaced,
  'order-shipped': orderShipped,
  'order-delivered': orderDelivered,
  'order-cancelled': orderCancelled,
  'refund-issued': refundIssued,
  'refund-paid-by-bank': refundPaidByBank,
  'payment-refunded-late': paymentRefundedLate,
  'payout-receipt': payoutReceipt,
  'payout-failed': payoutFailed,
  'payout-held': payoutHeld,
  'transfer-reversed': transferReversed,
  'commission-invoice': commissionInvoice,
  'payouts-paused': payoutsPaused,
  'dispute-opened': disputeOpened,
  'dispute-decided': disputeDecided,
  'dispute-to-answer': disputeToAnswer,
  'invoice-issued': invoiceIssued,
  'invoice-reminder': invoiceReminder,
  'store-credit': storeCredit,
  'low-stock': lowStock,
  'quotation-requested': quotationRequested,
  'quotation-offered': quotationOffered,
  'quotation-countered': quotationCountered,
  'quotation-accepted': quotationAccepted,
  'quotation-declined': quotationDeclined,
  'quotation-expiring': quotationExpiring,
};
export type LetterKind = keyof typeof letters;
export type LetterData<Kind extends LetterKind> = z.input<(typeof letters)[Kind]['schema']>;

export interface RenderedLetter {
  subject: string;
  text: string;
  html: string;
}

export const isLetterKind = (kind: string): kind is LetterKind => Object.hasOwn(letters, kind);

/** Data that does not fit its letter is a defect and throws. */
export function renderLetter<Kind extends LetterKind>(kind: Kind, data: LetterData<Kind>): RenderedLetter {
  const letter: Letter<z.ZodType<{ recipientName: string }>> = letters[kind];
  const known = letter.schema.parse(data);
  const written = letter.write(known);
  const greeted = { ...written, blocks: [paragraph(greeting(known.recipientName)), ...written.blocks] };
  return { subject: singleLine(written.subject), text: letterText(greeted), html: letterHtml(greeted) };
}

/** Anyone can sign up with any name for any address: a name that a mail client would turn into a link is not repeated. */
function greeting(name: string): string {
  const plain = singleLine(name);
  const looksLikeLink = /:\/\/|www\.|\.[a-z]{2,}(\/|$)|@/i.test(plain);
  return plain === '' || plain.length > 80 || looksLikeLink ? 'Hello,' : `Hello ${plain},`;
}
