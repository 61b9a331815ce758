import { ValidationError } from 'adminjs';
import { Refusal } from '#backoffice/commerce/refusal.ts';

/** What a rule or the database refuses is told beside the field, not as a crash. */
export async function refusing<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw invalid(error.details[0]?.subject ?? key, error.message);
    const refused = refusalOf(error as DatabaseError);
    if (!refused) throw error;
    throw invalid(refused.column ?? key, refused.message);
  }
}

/** With a field: AdminJS takes an error without one for none at all and says that it saved. */
export const invalid = (field: string, message: string) => new ValidationError({ [field]: { message } }, { message });

interface DatabaseError {
  code?: string;
  column?: string;
  detail?: string;
  constraint?: string;
}

/** What the database refuses, in words for the form; null for a defect of ours. 23: broken rules. 22: values that are none. */
function refusalOf({ code, column, detail, constraint }: DatabaseError): {
  column: string | undefined;
  message: string;
} | null {
  const named = column ?? detail?.match(/^Key \((?:wholesaler_id, )?(\w+)/)?.[1];
  if (code === '23505') return { column: named, message: 'This is taken already' };
  if (code === '23502') return { column: named, message: 'This is needed' };
  if (code === '23503') return { column: named, message: 'There is no such record, or something still points at it' };
  if (code?.startsWith('23')) return { column: named, message: `Not allowed: ${constraint?.replaceAll('_', ' ')}` };
  if (code?.startsWith('22')) return { column: named, message: 'One of the values is not of the right kind' };
  return null;
}
