import { Box, H2, Input, Label } from '@adminjs/design-system';
import React, { useState } from 'react';

type Found = { id: string; name: string }[];
interface Props {
  found: Found;
  onSearch: (name: string) => Promise<Found>;
  onChoose: (id: string) => void;
}

/** Whose balance staff wants to see. */
export const BalanceChoice = ({ found, onSearch, onChoose }: Props) => {
  const [list, setList] = useState(found);
  return (
    <Box variant="grey" className="stackr-page">
      <H2>Balance of a wholesaler</H2>
      <Box mb="lg">
        <Label htmlFor="name">Name</Label>
        <Input
          id="name"
          type="search"
          onChange={(event: { target: { value: string } }) => void onSearch(event.target.value).then(setList)}
        />
      </Box>
      <ul aria-live="polite" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {list.map(({ id, name }) => (
          <li key={id} style={{ padding: '6px 0' }}>
            <button type="button" className="stackr-link" onClick={() => onChoose(id)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      {list.length === 0 && <p>No wholesaler is called so.</p>}
    </Box>
  );
};
