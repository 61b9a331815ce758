export interface Field {
  name: string;
  type: 'string' | 'string[]' | 'int64' | 'float' | 'bool';
  facet?: boolean;
  optional?: boolean;
  infix?: boolean;
  index?: boolean;
}

export interface Collection {
  name: string;
  fields: Field[];
  token_separators: string[];
  default_sorting_field: string;
  created_at: number;
  documents: Map<string, Document>;
}

export type Document = { id: string } & Record<string, unknown>;

export interface ImportResult {
  success: boolean;
  code?: number;
  error?: string;
  document?: string;
}

/** One line of an import: taken, or not taken for a reason that only this line tells. */
export function importLine(collection: Collection, line: string, action: string): ImportResult {
  const refuse = (code: number, error: string) => ({ success: false, code, error, document: line });
  let document: Document;
  try {
    document = JSON.parse(line);
  } catch {
    return refuse(400, 'Bad JSON: syntax error while parsing value');
  }
  if (typeof document.id !== 'string') return refuse(400, 'Document `id` should be a string.');
  if (action === 'create' && collection.documents.has(document.id)) {
    return refuse(409, `A document with id ${document.id} already exists.`);
  }
  const wrong = collection.fields.find(field => !fits(field, document[field.name]));
  if (wrong) {
    const isAbsent = document[wrong.name] === undefined;
    return refuse(
      400,
      isAbsent
        ? `Field \`${wrong.name}\` has been declared in the schema, but is not found in the document.`
        : `Field \`${wrong.name}\` must be ${wrong.type}.`,
    );
  }
  collection.documents.set(document.id, document);
  return { success: true };
}

function fits({ type, optional }: Field, value: unknown): boolean {
  if (value === undefined || value === null) return optional === true;
  if (type === 'string') return typeof value === 'string';
  if (type === 'string[]') return Array.isArray(value) && value.every(one => typeof one === 'string');
  if (type === 'bool') return typeof value === 'boolean';
  return type === 'int64' ? Number.isSafeInteger(value) : Number.isFinite(value);
}

/** As Typesense reports it: everything but the documents, and how many those are. */
export function describeCollection({ documents, ...schema }: Collection) {
  return { enable_nested_fields: false, symbols_to_index: [], ...schema, num_documents: documents.size };
}
