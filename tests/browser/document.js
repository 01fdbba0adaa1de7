// document.js - the OpenAPI document: what it asks of a request, and whether an answer is one of those it
// promises. Read as it stands in src/http; references are followed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const Ajv = createRequire(import.meta.url)('@redocly/ajv/dist/2020').default;
export const FILE = new URL('../../src/http/openapi.json', import.meta.url).pathname;
export const document = JSON.parse(readFileSync(FILE, 'utf8'));

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false });
ajv.addSchema(document, 'kanda');
const escaped = (key) => key.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');
const at = (pointer) => pointer.slice(2).split('/').reduce((node, key) => node[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
/** The node itself, and the pointer at which it really stands. */
const follow = (node, pointer) => (node.$ref ? follow(at(node.$ref), node.$ref) : [node, pointer]);
export const resolved = (node) => follow(node, '')[0];

const checks = new Map();
function check(pointer) {
  if (!checks.has(pointer)) checks.set(pointer, ajv.compile({ $ref: `kanda${pointer}` }));
  return checks.get(pointer);
}

/** Every operation: { method, path, parameters, body, responses }. */
export const operations = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item)
  .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
  .map(([method, o]) => ({ method: method.toUpperCase(), path, pointer: `#/paths/${escaped(path)}/${method}`, id: o.operationId,
    caller: o['x-kanda-caller'], parameters: [...(item.parameters || []), ...(o.parameters || [])].map(resolved),
    body: o.requestBody && resolved(o.requestBody).content, responses: o.responses })));

const patterns = operations.map((o) => [o, new RegExp(`^${o.path.replace(/[.]/g, '[.]').replace(/{[^}]+}/g, '[^/]+')}$`)])
  .sort(([a], [b]) => a.path.split('{').length - b.path.split('{').length);
/** The operation that a request is one of, or undefined. */
export const operationOf = (method, path) => patterns.find(([o, pattern]) => o.method === (method === 'HEAD' ? 'GET' : method) && pattern.test(path.split('?')[0]))?.[0];

/** What of a value is not as the schema at the pointer has it; '' when all is. */
export const unlike = (pointer, value) => (check(pointer)(value) ? '' : ajv.errorsText(check(pointer).errors).slice(0, 300));

/** What of the answer the document does not promise; '' when all of it. */
export function broken(operation, { status, type, body }) {
  const found = operation.responses[status];
  if (!found) return `answers ${status}, which is not in the document`;
  const [response, pointer] = follow(found, `${operation.pointer}/responses/${status}`);
  if (!response.content || body === '') return response.content && operation.method !== 'HEAD' ? 'no body, and the document promises one' : '';
  const media = Object.keys(response.content).find((name) => name === '*/*' || name.split(';')[0] === type.split(';')[0]);
  if (!media) return `the type ${type} is not in the document`;
  if (!/json/.test(type) || !response.content[media].schema) return '';
  let value;
  try { value = JSON.parse(body); } catch { return 'the body is no JSON'; }
  return unlike(`${pointer}/content/${escaped(media)}/schema`, value);
}
