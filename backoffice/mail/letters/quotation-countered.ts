import { z } from 'zod';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, heading, paragraph, quote, strong } from '../block.ts';
import { letter } from '../letter.ts';
import {
  aboutQuotation,
  quotedLines,
  quotedSum,
  samplePanelUrl,
  sampleQuotation,
  wantedLine,
} from '../quotation-blocks.ts';
import { day } from '../shape.ts';

/** To the wholesaler: the store hopes for other prices. */
export const quotationCountered = letter({
  schema: aboutQuotation.extend({ answerBy: day, message: z.string(), lines: z.array(wantedLine).min(1) }),
  sample: {
    recipientName: 'Inès Marchetti',
    ...sampleQuotation,
    quoteUrl: samplePanelUrl,
    answerBy: '2026-12-18',
    message: 'Could you meet us at eleven fifty for the bowls?',
    lines: [{ title: 'Breakfast bowl, Chalk', quantity: 60, unitPriceCents: 1_150 }],
  },
  write: data => ({
    subject: `${data.storeName} hopes for other prices: ${data.number}`,
    preheader: `Answer by ${formatDate(data.answerBy, data.locale)}.`,
    title: 'The store has answered your offer',
    blocks: [
      paragraph(
        strong(data.storeName),
        ' has answered your offer with the prices it hopes for. Offer again, or decline.',
      ),
      button('Answer in the panel', data.quoteUrl),
      facts({ Request: data.number, 'Answer by': formatDate(data.answerBy, data.locale) }),
      heading('What they hope for'),
      quotedLines(data.lines, data),
      quotedSum(data.lines, data),
      ...(data.message ? [heading('Their message'), quote(data.message)] : []),
    ],
    reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
  }),
});
