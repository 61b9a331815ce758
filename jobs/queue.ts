import type { WorkName } from '#backoffice/providers/queue/queue.ts';
import type { WorkHandlers } from '#backoffice/providers/queue/work-queue.ts';
import type { Services } from '#backoffice/services.ts';
import { announceOrder } from '#backoffice/workflows/announce-order.ts';
import { answerDispute } from '#backoffice/workflows/answer-dispute.ts';
import { applyEasypostEvent } from '#backoffice/workflows/apply-easypost-event.ts';
import { applyStripeEvent } from '#backoffice/workflows/apply-stripe-event.ts';
import { embedProducts } from '#backoffice/workflows/embed-products.ts';
import { fetchProductImage } from '#backoffice/workflows/fetch-product-image.ts';
import { gatherDisputeEvidence } from '#backoffice/workflows/gather-dispute-evidence.ts';
import { makeDocument } from '#backoffice/workflows/make-document.ts';
import { refundLatePayment } from '#backoffice/workflows/refund-late-payment.ts';
import { sendLetter } from '#backoffice/workflows/send-letter.ts';
import { sendRefund } from '#backoffice/workflows/send-refund.ts';
import { syncSearch } from '#backoffice/workflows/sync-search.ts';

/** Which workflow does which queued work. Every kind of work is here: the type says so. */
export function queueHandlers(services: Services): Required<WorkHandlers> & Record<WorkName, unknown> {
  return {
    'send-letter': payload => sendLetter(services, payload),
    'make-document': payload => makeDocument(services, payload),
    'apply-stripe-event': payload => applyStripeEvent(services, payload),
    'apply-easypost-event': payload => applyEasypostEvent(services, payload),
    'sync-search': payload => syncSearch(services, payload),
    'embed-products': async payload => void (await embedProducts(services, payload)),
    'fetch-product-image': payload => fetchProductImage(services, payload),
    'announce-order': payload => announceOrder(services, payload),
    'refund-late-payment': payload => refundLatePayment(services, payload),
    'gather-dispute-evidence': async payload => void (await gatherDisputeEvidence(services, payload)),
    'answer-dispute': payload => answerDispute(services, payload),
    'send-refund': payload => sendRefund(services, payload),
  };
}
