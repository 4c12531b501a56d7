"""Office documents: zip packages of XML, as Word and LibreOffice save them."""
