import { z } from 'zod';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, heading, paragraph, quote, strong } from '../block.ts';
import { letter } from '../letter.ts';
import { aboutQuotation, quotedLines, samplePanelUrl, sampleQuotation, wantedLine } from '../quotation-blocks.ts';
import { day } from '../shape.ts';

/** To the wholesaler: a store asks for prices. */
export const quotationRequested = letter({
  schema: aboutQuotation.extend({ answerBy: day, note: z.string(), lines: z.array(wantedLine).min(1) }),
  sample: {
    recipientName: 'Inès Marchetti',
    ...sampleQuotation,
    quoteUrl: samplePanelUrl,
    answerBy: '2026-12-07',
    note: 'We open a second shop in March and would like to stock it in one go.',
    lines: [
      { title: 'Breakfast bowl, Chalk', quantity: 48, unitPriceCents: 1_150 },
      { title: 'Stoneware jug, about one litre', quantity: 24, unitPriceCents: null },
    ],
  },
  write: data => ({
    subject: `${data.storeName} asks for a quote: ${data.number}`,
    preheader: `Answer by ${formatDate(data.answerBy, data.locale)}.`,
    title: 'A store asks for your prices',
    blocks: [
      paragraph(
        strong(data.storeName),
        ' would like a quote from you. Say your price and quantity for each line; you may leave lines out.',
      ),
      button('Answer in the panel', data.quoteUrl),
      facts({ Request: data.number, 'Answer by': formatDate(data.answerBy, data.locale) }),
      heading('What they ask for', 'A price beside a line is what they hope for.'),
      quotedLines(data.lines, data),
      ...(data.note ? [heading('Their note'), quote(data.note)] : []),
    ],
    reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
  }),
});
