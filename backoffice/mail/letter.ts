import { z } from 'zod';
import { houseLocale } from '#backoffice/documents/company.ts';
import type { Block } from './block.ts';

/** A letter before it is set. The greeting comes from the layout. */
export interface Written {
  subject: string;
  /** What an inbox shows after the subject. */
  preheader: string;
  title: string;
  blocks: Block[];
  /** Why this person gets it, for the foot. */
  reason: string;
}

export interface Letter<Schema extends z.ZodType> {
  /** Checks data that comes back from the letters table. */
  schema: Schema;
  /** What previews and tests show. */
  sample: z.input<Schema>;
  write(data: z.output<Schema>): Written;
}

/** What every letter needs to know. */
export const addressed = z.object({ recipientName: z.string(), locale: z.string().default(houseLocale) });

export const letter = <Schema extends z.ZodType>(definition: Letter<Schema>) => definition;
