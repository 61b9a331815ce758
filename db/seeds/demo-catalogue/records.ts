// The shape of the demo catalogue's records. What follows from a record (variants, SKUs, tiers, stock) is computed in assortment.ts.

export interface DemoWholesaler {
  slug: string;
  name: string;
  /** The person who signs in to the panel. */
  person: string;
  tagline: string;
  story: string;
  country: string;
  town: string;
  street: string;
  postalCode: string;
  taxId: string;
  /** Three letters that begin every SKU. */
  skuPrefix: string;
  /** GS1 country and company prefix, seven digits. */
  eanPrefix: string;
  /** The studio wall of its pictures, from top to floor, and the colour of its mark. */
  studio: { wall: string; floor: string; mark: string; glyph: string };
  minimumOrderCents: number;
  minimumFirstOrderCents: number;
  shipping: { mode: 'flat' | 'free'; flatCents: number; freeOverCents: number | null };
  leadTimeDays: number;
  lines: DemoLine[];
}

/** Products of one kind: what they share is said once. */
export interface DemoLine {
  category: string;
  tax: 'standard' | 'reduced';
  /** Wholesale price in percent of retail. */
  wholesalePercent: number;
  casePack: number;
  grams: number;
  /** Length, width, height in millimetres. */
  size: [number, number, number];
  choices?: Choices;
  attributes?: Record<string, string[]>;
  tags?: string[];
  /** Sentences that end a description, in turn. */
  closings: string[];
  items: DemoItem[];
}

export interface DemoItem {
  name: string;
  /** Retail, in cents, of the first variant. */
  price: number;
  /** A shape of pictures/, its colour, then emoji: 'pouch #4a3428 🫘'. A Colour choice overrides the colour. */
  art: string;
  text: string;
  /** Short facts, shown as a list. */
  facts?: string[];
  choices?: Choices;
  attributes?: Record<string, string[]>;
  tags?: string[];
  grams?: number;
}

/** Up to three options; a value may carry its factor on price and weight. */
export type Choices = Record<string, (string | [value: string, factor: number])[]>;

export interface DemoCategory {
  slug: string;
  name: string;
  blurb: string;
  /** Its picture, written as an item's. */
  art: string;
  wall: string;
  floor: string;
  children?: DemoCategory[];
}
