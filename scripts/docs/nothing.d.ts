// What the libraries inside stand for while api.mjs reads the public types, which name none of them.
export {};
