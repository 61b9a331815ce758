import { Box, Button, MessageBox } from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { useState } from 'react';

/** Asks for a file and hands it to the browser. */
const DownloadForm = ({ action, resource, record }: ActionProps) => {
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();
  const run = async () => {
    setBusy(true);
    try {
      const { data } = await new ApiClient().recordAction({
        resourceId: resource.id,
        recordId: record!.id,
        actionName: action.name,
        method: 'post',
      });
      if (data.notice) notify(data.notice);
      const file = data.outcome?.data as { fileName: string; text: string } | undefined;
      if (!file) return;
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([file.text], { type: 'text/csv;charset=utf-8' }));
      link.download = file.fileName;
      link.click();
      URL.revokeObjectURL(link.href);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Box p="xl" bg="white">
      <MessageBox variant="info" mb="xl" message={String((action.custom as { consequence: string }).consequence)} />
      <Button variant="contained" disabled={isBusy} onClick={() => void run()}>
        {isBusy ? 'One moment…' : 'Download'}
      </Button>
    </Box>
  );
};
export default DownloadForm;
