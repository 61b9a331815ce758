import type { Db } from '#db/connection.ts';

export interface Certificate {
  id: string;
  documentId: string;
  number: string;
  expiresOn: string;
  status: 'submitted' | 'accepted' | 'rejected' | 'withdrawn';
  statusReason: string | null;
  submittedOn: string;
}

export async function listCertificates(db: Db, storeId: string): Promise<Certificate[]> {
  const { rows } = await db.raw(
    `select id, document_id as "documentId", number, to_char(expires_on, 'YYYY-MM-DD') as "expiresOn", status, status_reason as "statusReason",
       to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as "submittedOn"
     from tax_certificates where store_id = ? order by created_at desc, id`,
    [storeId],
  );
  return rows;
}

export async function insertCertificate(
  trx: Db,
  certificate: { storeId: string; documentId: string; number: string; expiresOn: string },
): Promise<string> {
  const [row] = await trx('tax_certificates')
    .insert({
      store_id: certificate.storeId,
      document_id: certificate.documentId,
      number: certificate.number,
      expires_on: certificate.expiresOn,
    })
    .returning('id');
  return row.id;
}

export interface CertificateDecision {
  status: 'accepted' | 'rejected' | 'withdrawn';
  reason: string | null;
  decidedBy: string;
}
export interface DecidedCertificate {
  id: string;
  store_id: string;
  number: string;
  expires_on: string;
  status: Certificate['status'];
}

/** The table's machine decides whether the step is one. Null: there is no such certificate. */
export async function decideCertificateRow(
  trx: Db,
  id: string,
  decision: CertificateDecision,
  at: Date,
): Promise<{ before: DecidedCertificate; after: DecidedCertificate } | null> {
  const before = await trx('tax_certificates').where({ id }).forUpdate().first();
  if (!before) return null;
  const [after] = await trx('tax_certificates')
    .where({ id })
    .update({
      status: decision.status,
      status_reason: decision.reason,
      decided_by: decision.decidedBy,
      decided_at: at,
      updated_at: at,
    })
    .returning('*');
  return { before, after };
}

/** A store is exempt for as long as the longest of its accepted certificates. Answers its name and until when. */
export async function renewExemption(
  trx: Db,
  storeId: string,
  at: Date,
): Promise<{ name: string; until: string | null }> {
  const { rows } = await trx.raw(
    `update stores set updated_at = :at,
       tax_exempt_until = (select max(expires_on) from tax_certificates where store_id = :storeId and status = 'accepted')
     where id = :storeId returning name, to_char(tax_exempt_until, 'YYYY-MM-DD') as until`,
    { storeId, at },
  );
  return rows[0];
}
