import type { Reason } from '../refusal.ts';

/** The processor's fields that the desk fills, in the order they are read; most: characters. */
export const EVIDENCE_TEXTS = [
  { name: 'customer_name', label: 'Customer', most: 5_000 },
  { name: 'customer_email_address', label: 'Customer’s e-mail address', most: 5_000 },
  { name: 'customer_purchase_ip', label: 'Customer’s IP address', most: 5_000 },
  { name: 'billing_address', label: 'Billing address', most: 5_000 },
  { name: 'shipping_address', label: 'Delivery address', most: 5_000 },
  { name: 'product_description', label: 'What was sold', most: 20_000 },
  { name: 'shipping_carrier', label: 'Carrier', most: 5_000 },
  { name: 'shipping_tracking_number', label: 'Tracking number', most: 5_000 },
  { name: 'shipping_date', label: 'Shipped on', most: 5_000 },
  { name: 'refund_policy_disclosure', label: 'Refund policy, and where the customer saw it', most: 20_000 },
  { name: 'refund_refusal_explanation', label: 'Why the customer is not owed a refund', most: 20_000 },
  { name: 'uncategorized_text', label: 'Anything else the bank should know', most: 20_000 },
] as const;

export const EVIDENCE_FILES = [
  { name: 'receipt', label: 'Invoice or receipt' },
  { name: 'shipping_documentation', label: 'Proof of delivery' },
  { name: 'customer_communication', label: 'Correspondence with the customer' },
  { name: 'service_documentation', label: 'Agreement or order form' },
  { name: 'uncategorized_file', label: 'Another file' },
] as const;

const MOST_CHARACTERS = 150_000;
export const MOST_FILE_BYTES = 4.5 * 1024 * 1024;

/** By field: words; ids of our files. */
export interface EvidenceFields {
  texts: Record<string, string>;
  files: Record<string, string>;
}

/** What a person wrote stands in place of what was gathered; an empty word leaves the field out. */
export function mergeEvidence(gathered: EvidenceFields, edited: EvidenceFields): EvidenceFields {
  const merge = (found: Record<string, string>, written: Record<string, string>) =>
    Object.fromEntries(Object.entries({ ...found, ...written }).filter(([, value]) => value !== ''));
  return { texts: merge(gathered.texts, edited.texts), files: merge(gathered.files, edited.files) };
}

/** What the processor would refuse, known before it is asked. fileBytes: of all the files together. */
export function evidenceReasons({ texts, files }: EvidenceFields, fileBytes: number): Reason[] {
  const reasons: Reason[] = [];
  for (const [name, text] of Object.entries(texts)) {
    const field = EVIDENCE_TEXTS.find(one => one.name === name);
    if (!field) reasons.push({ code: 'unknown_field', subject: name, message: `There is no field ${name}` });
    else if (text.length > field.most)
      reasons.push({
        ...{ code: 'too_long', subject: name },
        message: `${field.label}: ${text.length} characters, the most is ${field.most}`,
      });
  }
  for (const name of Object.keys(files))
    if (!EVIDENCE_FILES.some(one => one.name === name))
      reasons.push({ code: 'unknown_field', subject: name, message: `There is no place for a file called ${name}` });
  const characters = Object.values(texts).reduce((sum, text) => sum + text.length, 0);
  if (characters > MOST_CHARACTERS)
    reasons.push({
      code: 'too_long',
      message: `All words together are ${characters} characters, the most is ${MOST_CHARACTERS}`,
    });
  if (fileBytes > MOST_FILE_BYTES)
    reasons.push({ code: 'files_too_large', message: 'All files together may have 4.5 MB at most: leave one out' });
  if (Object.keys(texts).length + Object.keys(files).length === 0)
    reasons.push({
      code: 'nothing_to_say',
      message: 'There is nothing to send yet: gather the evidence or write some',
    });
  return reasons;
}
