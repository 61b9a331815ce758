import React from 'react';
import type { LossPreview } from '../../workflows/decide-dispute.js';
import { formatCents } from './numbers.js';
import { Sheet } from './parts.js';

/** Who would bear what, order by order. */
export const LossSheet = ({ loss }: { loss: LossPreview }) => {
  const money = (cents: number) => formatCents(cents, loss.currency);
  const sum = (of: (part: LossPreview['parts'][number]) => number) =>
    money(loss.parts.reduce((total, part) => total + of(part), 0));
  const columns = ['Buyer keeps', 'Wholesaler bears', 'Platform bears', 'Commission given back', 'Tax no longer owed'];
  return (
    <div>
      <Sheet
        label="What a loss would cost"
        columns={[{ label: 'Order' }, ...columns.map(label => ({ label, isNumber: true }))]}
      >
        <tbody>
          {loss.parts.map(part => (
            <tr key={part.number}>
              <td>
                {part.number}
                <div style={{ fontSize: 12, color: 'var(--muted)' }}>{part.wholesaler}</div>
              </td>
              <td className="number">{money(part.amountCents)}</td>
              <td className="number">{money(part.wholesalerCents)}</td>
              <td className="number">{money(part.platformCents)}</td>
              <td className="number">{money(part.commissionCents)}</td>
              <td className="number">{money(part.taxCents)}</td>
            </tr>
          ))}
          <tr style={{ fontWeight: 600 }}>
            <td>Together</td>
            <td className="number">{sum(part => part.amountCents)}</td>
            <td className="number">{sum(part => part.wholesalerCents)}</td>
            <td className="number">{sum(part => part.platformCents)}</td>
            <td className="number">{sum(part => part.commissionCents)}</td>
            <td className="number">{sum(part => part.taxCents)}</td>
          </tr>
        </tbody>
      </Sheet>
      {loss.uncoveredCents > 0 && (
        <p>{money(loss.uncoveredCents)} is disputed above what is left of the order: the platform bears it.</p>
      )}
    </div>
  );
};
