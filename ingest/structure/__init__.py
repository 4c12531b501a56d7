"""Structure: headings, the section tree and passages, whatever format a document had."""
