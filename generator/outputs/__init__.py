"""One published format per module: values in, paths and bytes out; only the build touches the disk."""
