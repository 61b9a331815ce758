/** The processor's reasons in plain words, and what answers them best. */
const REASONS: Record<string, { says: string; helps: string }> = {
  fraudulent: {
    says: 'The card holder says that they did not make this purchase.',
    helps: 'A proof of delivery with a signature or a name, and any message the buyer wrote to you.',
  },
  product_not_received: {
    says: 'The buyer says that the goods never arrived.',
    helps: 'The carrier’s proof of delivery: a signature, a photo, or who took the parcel in.',
  },
  product_unacceptable: {
    says: 'The buyer says that the goods are broken or not as described.',
    helps:
      'Photos of the goods before they were packed, the description they were sold with, and what you offered the buyer.',
  },
  duplicate: {
    says: 'The buyer says that they were charged twice.',
    helps: 'Both orders with their delivery notes, so that the bank sees two purchases.',
  },
  credit_not_processed: {
    says: 'The buyer says that a promised refund never came.',
    helps: 'What was agreed about a return or a refund, and whether the goods came back to you.',
  },
};
const OTHER = {
  says: 'The buyer’s bank asks for the money back.',
  helps: 'The proof of delivery and everything you wrote to each other about this order.',
};

export const reasonWords = (reason: string): { says: string; helps: string } => REASONS[reason] ?? OTHER;
