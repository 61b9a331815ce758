type Treatment = 'taxed' | 'reverse_charge' | 'exempt' | 'export';

const UNTAXED: Record<Exclude<Treatment, 'taxed'>, [heading: string, text: string]> = {
  reverse_charge: [
    'Reverse charge',
    'VAT is to be accounted for by the recipient (Articles 44 and 196, respectively 138, of Directive 2006/112/EC).',
  ],
  exempt: ['Tax exempt', 'No VAT is charged: the recipient has presented a valid certificate of exemption.'],
  export: ['Export', 'No VAT is charged: the goods leave the territory in which it is due.'],
};

/** Why no tax is charged; where that is not so for all of the invoice, for which delivery. */
export function untaxedNotes(parts: { number: string; taxTreatment: Treatment }[]): [heading: string, text: string][] {
  const treatments = [...new Set(parts.map(part => part.taxTreatment))];
  return treatments.flatMap((treatment): [string, string][] => {
    if (treatment === 'taxed') return [];
    const [heading, text] = UNTAXED[treatment];
    const numbers = parts.filter(part => part.taxTreatment === treatment).map(part => part.number);
    return [[heading, treatments.length === 1 ? text : `${text} This is so for ${numbers.join(', ')}.`]];
  });
}
