import { z } from 'zod';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { day, link } from '../shape.ts';

const SAID = {
  accepted: { subject: 'is accepted', title: 'Your certificate is accepted' },
  rejected: { subject: 'was not accepted', title: 'We cannot accept this certificate' },
  withdrawn: { subject: 'is no longer valid', title: 'Your certificate is no longer valid' },
};

/** To the owners of a store: what became of the tax certificate they handed in. */
export const certificateDecided = letter({
  schema: addressed.extend({
    storeName: z.string(),
    number: z.string(),
    decision: z.enum(['accepted', 'rejected', 'withdrawn']),
    reason: z.string().nullable(),
    /** The last day without tax, by all its certificates; null: tax is added. */
    exemptUntil: day.nullable(),
    certificatesUrl: link,
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    number: 'EX-2027-118',
    decision: 'rejected' as const,
    reason: 'The second page is missing.',
    exemptUntil: null,
    certificatesUrl: 'https://stackr.example/account/certificates',
  },
  write: data => {
    const until = data.exemptUntil && formatDate(data.exemptUntil, data.locale);
    return {
      subject: `Tax certificate ${data.number} ${SAID[data.decision].subject}`,
      preheader: until ? `Orders are without tax until ${until}.` : 'Tax is added to your orders. Here is why.',
      title: SAID[data.decision].title,
      blocks: [
        paragraph('We looked at certificate ', strong(data.number), ' of ', strong(data.storeName), '.'),
        ...(data.reason ? [quote(data.reason)] : []),
        facts({ 'Exempt from tax until': until }),
        paragraph(
          until
            ? 'Hand in the next certificate before that day, so that nothing is charged in between.'
            : 'Tax is added to orders until we have accepted a certificate. You may hand in another at any time.',
        ),
        button('See your certificates', data.certificatesUrl),
      ],
      reason: `You get this letter because you own ${data.storeName} on Stackr.`,
    };
  },
});
