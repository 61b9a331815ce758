import { splitCents } from '../money.ts';

/** What is left of a part after its refunds and lost disputes. */
export interface DisputablePart {
  id: string;
  number: string;
  wholesalerId: string;
  wholesalerName: string;
  /** Since when its earnings are no longer pending. */
  payableSince: Date | null;
  leftCents: number;
  taxCents: number;
  commissionCents: number;
  subsidyCents: number;
}

export interface DisputeShare {
  part: DisputablePart;
  amountCents: number;
  taxCents: number;
  commissionCents: number;
  subsidyCents: number;
}

/** A disputed amount over the parts of its order, by what is left of each; what is disputed above that stays with the platform. */
export function shareDispute(parts: DisputablePart[], amountCents: number): DisputeShare[] {
  const open = parts.filter(part => part.leftCents > 0);
  const left = open.map(part => part.leftCents);
  const covered = Math.min(
    amountCents,
    left.reduce((sum, cents) => sum + cents, 0),
  );
  const shares = splitCents(covered, left);
  return open
    .map((part, index) => {
      const share = (cents: number) => splitCents(cents, [shares[index]!, part.leftCents - shares[index]!])[0]!;
      return {
        part,
        amountCents: shares[index]!,
        taxCents: share(part.taxCents),
        commissionCents: share(part.commissionCents),
        subsidyCents: share(part.subsidyCents),
      };
    })
    .filter(one => one.amountCents > 0);
}
