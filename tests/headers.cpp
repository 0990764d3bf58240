// The precompiled headers.h needs a target with a source.
