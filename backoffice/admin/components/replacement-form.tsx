import { Box, Button, FormGroup, Input, Label, MessageBox, Text, TextArea } from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { type FormEvent, useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { OrderContents } from '../actions/order-contents.js';

type Typed = { target: { value: string } };

/** How many of each line are sent again, and why. Sent twice, the form places one replacement. */
const ReplacementForm = ({ action, record, resource }: ActionProps) => {
  const [order, setOrder] = useState<OrderContents | null>(null);
  const [again, setAgain] = useState<Record<string, number>>({});
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const formKey = useMemo(() => crypto.randomUUID(), []);
  const notify = useNotice();
  const navigate = useNavigate();
  const which = { resourceId: resource.id, recordId: record!.id, method: 'post' as const };

  useEffect(() => {
    void new ApiClient()
      .recordAction({ resourceId: resource.id, recordId: record!.id, actionName: 'contents', method: 'post', data: {} })
      .then(({ data }) => setOrder((data as { outcome?: { data: OrderContents } }).outcome?.data ?? null));
  }, [resource.id, record]);

  const chosen = Object.entries(again)
    .map(([orderLineId, quantity]) => ({ orderLineId, quantity }))
    .filter(line => line.quantity > 0);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const { data } = await new ApiClient().recordAction({
        ...which,
        actionName: action.name,
        data: { lines: chosen, reason, formKey },
      });
      if (data.notice) notify(data.notice);
      if (data.outcome?.isDone) navigate(`/admin/resources/${resource.id}/records/${record!.id}/show`);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box as="form" onSubmit={submit} p="xl" bg="white" maxWidth={640}>
      <MessageBox variant="info" mb="xl" message={String((action.custom as { consequence: string }).consequence)} />
      <Box as="fieldset" mb="xl" style={{ border: 0, padding: 0, margin: 0 }}>
        <legend style={{ fontWeight: 600, marginBottom: 12 }}>Send again</legend>
        {order?.lines.map(line => {
          const left = line.quantity - line.replacedQuantity;
          return (
            <Box key={line.id} flex alignItems="center" mb="default">
              <Input
                id={`again-${line.id}`}
                type="number"
                inputMode="numeric"
                min={0}
                max={left}
                width={90}
                disabled={left === 0}
                value={again[line.id] ?? ''}
                placeholder="0"
                onChange={(event: Typed) => setAgain(before => ({ ...before, [line.id]: Number(event.target.value) }))}
              />
              <label htmlFor={`again-${line.id}`} style={{ marginLeft: 12 }}>
                of {left} × {line.title} {line.variantTitle}{' '}
                <Text as="span" variant="xs">
                  ({line.sku}
                  {line.replacedQuantity > 0 && `, ${line.replacedQuantity} sent again before`})
                </Text>
              </label>
            </Box>
          );
        })}
      </Box>
      <FormGroup>
        <Label htmlFor="reason" required>
          Reason
        </Label>
        <TextArea
          id="reason"
          rows={3}
          width={1}
          value={reason}
          onChange={(event: Typed) => setReason(event.target.value)}
        />
        <Text variant="xs" mt="sm">
          The buyer reads it.
        </Text>
      </FormGroup>
      <Button type="submit" variant="contained" disabled={isBusy || chosen.length === 0 || !reason.trim()}>
        {isBusy ? 'One moment…' : 'Send a replacement'}
      </Button>
    </Box>
  );
};
export default ReplacementForm;
