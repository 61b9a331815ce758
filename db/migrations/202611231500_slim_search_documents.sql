-- A listing reads dozens of documents at once; the description is only searched, and that is done in words.
update search_documents set document = document - 'description';
