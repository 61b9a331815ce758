import { z } from 'zod';
import { button, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const storeMoreInformation = letter({
  schema: addressed.extend({ storeName: z.string(), question: z.string(), accountUrl: link }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    question: 'Could you add a photo of the shop front,\nor a link to your website?',
    accountUrl: 'https://stackr.example/store/apply',
  },
  write: data => ({
    subject: `A question about ${data.storeName}`,
    preheader: 'One answer is missing before we can decide.',
    title: 'One question before we decide',
    blocks: [
      paragraph(
        'We are looking at your application for ',
        strong(data.storeName),
        ' and need one more thing from you:',
      ),
      quote(data.question),
      button('Answer now', data.accountUrl),
      paragraph('Your application keeps its place. We go on as soon as you have answered.'),
    ],
    reason: `You get this letter because you applied to Stackr for ${data.storeName}.`,
  }),
});
