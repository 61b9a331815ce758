import { Box, Button, FormGroup, Input, Label, MessageBox, Text } from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { useEffect, useState } from 'react';
import { formatCents } from './numbers.js';

type Typed = { target: { value: string } };

interface Line {
  id: string;
  title: string;
  sku: string;
  quantity: number;
}
interface Rate {
  id: string;
  carrier: string;
  service: string;
  rateCents: number;
  currency: string;
  deliveryDays: number | null;
}
interface Quote {
  shipmentId: string;
  rates: Rate[];
}

/** What goes into the parcel → rates → one label. Several parcels: again with what is left. */
const LabelForm = ({ action, record, resource }: ActionProps) => {
  const [lines, setLines] = useState<Line[]>([]);
  const [packed, setPacked] = useState<Record<string, number>>({});
  const [weight, setWeight] = useState('');
  const [quote, setQuote] = useState<Quote | null>(null);
  const [labelUrl, setLabelUrl] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();

  useEffect(() => {
    void new ApiClient()
      .resourceAction({
        resourceId: 'order_lines',
        actionName: 'list',
        params: { 'filters.wholesaler_order_id': record!.id, perPage: 200 },
      })
      .then(({ data }) => setLines(data.records.map(({ params }: { params: Line }) => params)));
  }, [record]);

  const post = async (more: object) => {
    setBusy(true);
    try {
      const chosen = lines
        .map(line => ({ orderLineId: line.id, quantity: packed[line.id] ?? 0 }))
        .filter(line => line.quantity > 0);
      const { data } = await new ApiClient().recordAction({
        resourceId: resource.id,
        recordId: record!.id,
        actionName: action.name,
        method: 'post',
        data: { lines: chosen, weightGrams: weight, ...more },
      });
      if (data.notice && (data.notice.type === 'error' || 'rateId' in more)) notify(data.notice);
      return data.outcome?.isDone ? data.outcome.data : null;
    } finally {
      setBusy(false);
    }
  };
  const buy = async (rate: Rate) => {
    const done = await post({ shipmentId: quote!.shipmentId, rateId: rate.id });
    if (done) {
      setLabelUrl(done.shipment.labelUrl);
      setQuote(null);
      setPacked({});
    }
  };

  return (
    <Box p="xl" bg="white" maxWidth={760}>
      <MessageBox variant="info" mb="xl" message={String((action.custom as { consequence: string }).consequence)} />
      {labelUrl && (
        <Box mb="xl">
          <a href={labelUrl} target="_blank" rel="noreferrer">
            Open the label to print it
          </a>
        </Box>
      )}
      <Label>In this parcel (leave empty for everything that is open)</Label>
      {lines.map(line => (
        <Box key={line.id} flex alignItems="center" mb="default">
          <Input
            id={line.id}
            type="number"
            min={0}
            max={line.quantity}
            width={90}
            value={packed[line.id] ?? ''}
            placeholder={String(line.quantity)}
            onChange={(event: Typed) => setPacked(before => ({ ...before, [line.id]: Number(event.target.value) }))}
          />
          <label htmlFor={line.id} style={{ marginLeft: 12 }}>
            of {line.quantity} × {line.title}{' '}
            <Text as="span" variant="xs">
              ({line.sku})
            </Text>
          </label>
        </Box>
      ))}
      <FormGroup>
        <Label htmlFor="weight">Weight in grams (empty: from the variants)</Label>
        <Input
          id="weight"
          type="number"
          min={1}
          width={140}
          value={weight}
          onChange={(event: Typed) => setWeight(event.target.value)}
        />
      </FormGroup>
      <Button variant="outlined" disabled={isBusy} onClick={async () => setQuote(await post({}))}>
        {isBusy ? 'One moment…' : 'Get rates'}
      </Button>
      {quote && (
        <Box mt="xl" role="list" aria-label="Rates">
          {quote.rates.map(rate => (
            <Box
              key={rate.id}
              role="listitem"
              flex
              alignItems="center"
              justifyContent="space-between"
              py="default"
              style={{ borderBottom: '1px solid var(--line)' }}
            >
              <span>
                <strong>{rate.carrier}</strong> {rate.service}
                {rate.deliveryDays !== null && ` · ${rate.deliveryDays} days`}
              </span>
              <span>
                <span style={{ fontVariantNumeric: 'tabular-nums', marginRight: 16 }}>
                  {formatCents(rate.rateCents, rate.currency)}
                </span>
                <Button size="sm" variant="contained" disabled={isBusy} onClick={() => buy(rate)}>
                  Buy label
                </Button>
              </span>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
};
export default LabelForm;
