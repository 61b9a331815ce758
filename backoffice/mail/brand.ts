/** The storefront's colours, by role, light and dark. Mail clients know no custom properties, so they are set inline. */
export const light = {
  page: '#FBFAF7',
  card: '#FFFFFF',
  ink: '#1B1D1A',
  muted: '#5C6057',
  line: '#E6E3DB',
  soft: '#F4F2EC',
  pine: '#0B6B50',
  onPine: '#FFFFFF',
  amber: '#E9A13B',
};
export const dark: typeof light = {
  page: '#131512',
  card: '#1C1F1B',
  ink: '#ECEBE6',
  muted: '#A9ADA3',
  line: '#33372F',
  soft: '#252924',
  pine: '#3FBF95',
  onPine: '#0C1F18',
  amber: '#E9A13B',
};
export type Palette = typeof light;

/** The mark: three stacked bars, each a little offset. Measures in pixels: space before a bar, its length, its colour. */
export const markBars: { offset: number; length: number; colour: keyof Palette }[] = [
  { offset: 6, length: 20, colour: 'amber' },
  { offset: 0, length: 22, colour: 'pine' },
  { offset: 4, length: 22, colour: 'pine' },
];
