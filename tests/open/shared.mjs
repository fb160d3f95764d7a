// Where data stands that may not be part of this repository. Tests that need it are left out where it is absent.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(fileURLToPath(import.meta.url), '../../..');
export const shared = path.resolve(root, process.env.LEGATION_SHARED ?? '../shared');
