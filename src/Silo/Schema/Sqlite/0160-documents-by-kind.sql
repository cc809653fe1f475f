-- Goes through the documents of one kind, for the nightly comparison and the verb rebuild: page by page, without reading the others.
CREATE INDEX OrleansStorage_Kind ON OrleansStorage (GrainTypeString, GrainIdExtensionString);
