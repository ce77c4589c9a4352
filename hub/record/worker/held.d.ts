// What the view puts before the worker's own text (hub/record/worker/__init__.py).
declare const HELD: { version: string; pages: string[]; files: string[] };
