import type { DirectoryNames, NameBook } from '../../domain/name-book.ts';
import { nameBook } from '../../domain/name-book.ts';
import type { Instant, PersonId, ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { directoryAsOf } from './directory-as-of.ts';
import { directoryView } from './directory-view.ts';
import { listProgrammes } from './programmes.ts';

/** Names as the ledger writes them. */
export interface LedgerNames {
  /** As the office of that programme writes them. */
  readonly bookOf: (programme: ProgrammeName) => NameBook;
  /** Of today, as phones are: the journal knows people by their numbers alone. */
  readonly personNames: ReadonlyMap<PersonId, string>;
  readonly phones: ReadonlyMap<PersonId, string>;
}

/** Of a moment; of the present one, where none is given. */
export async function readNames(ledger: Ledger, at: Instant | null): Promise<LedgerNames> {
  const directory = at === null ? await directoryView(ledger) : await directoryAsOf(ledger, at);
  const offices = new Map((await listProgrammes(ledger)).map(({ name, office }) => [name, office]));
  const persons = await ledger.db.selectFrom('persons').select(['id', 'name', 'phone']).execute();
  return {
    bookOf: booksOf(directory, (programme) => offices.get(programme) ?? ''),
    personNames: new Map(persons.map(({ id, name }) => [id, name])),
    phones: new Map(persons.map(({ id, phone }) => [id, phone])),
  };
}

/** One for each office that writes. */
function booksOf(directory: DirectoryNames, officeOf: (programme: ProgrammeName) => string): LedgerNames['bookOf'] {
  const books = new Map<string, NameBook>();
  return (programme) => {
    const office = officeOf(programme);
    const book = books.get(office) ?? nameBook(directory, office);
    books.set(office, book);
    return book;
  };
}
