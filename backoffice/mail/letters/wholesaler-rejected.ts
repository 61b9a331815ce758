import { z } from 'zod';
import { company } from '#backoffice/documents/company.ts';
import { button, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const wholesalerRejected = letter({
  schema: addressed.extend({ wholesalerName: z.string(), reason: z.string(), panelUrl: link }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    reason: 'The register has no business under the tax id you gave us.',
    panelUrl: 'https://stackr.example/admin',
  },
  write: data => ({
    subject: `About your application for ${data.wholesalerName}`,
    preheader: 'We cannot take it on as it is. Here is why.',
    title: 'We cannot approve your application',
    blocks: [
      paragraph(
        'Thank you for applying with ',
        strong(data.wholesalerName),
        '. We looked at it with care. The reason:',
      ),
      quote(data.reason),
      button('Open the panel', data.panelUrl),
      paragraph('Write to ', strong(company.email), ' once this has changed.'),
    ],
    reason: `You get this letter because you applied to sell on Stackr as ${data.wholesalerName}.`,
  }),
});
