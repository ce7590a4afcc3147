import type { DirectoryNames } from '../../domain/name-book.ts';
import type { Instant } from '../../domain/values.ts';
import { readDirectoryHistory, rowsAt } from '../directory-history.ts';
import type { DirectoryPart } from '../directory-rows.ts';
import type { Ledger } from '../ledger.ts';

/** The directory of a moment, as far as names are looked up in it. People are called as they are today: the journal knows them by their numbers alone. */
export async function directoryAsOf({ db }: Ledger, at: Instant): Promise<DirectoryNames> {
  const history = await readDirectoryHistory(db);
  const contacts = await db.selectFrom('persons').select(['id', 'name']).execute();
  const names = new Map(contacts.map(({ id, name }) => [id, name]));
  const rowsOf = <Part extends 'offices' | 'departments' | 'aliases'>(part: Part) => [...rowsAt(history, part, at)] as unknown as DirectoryNames[Part];
  const persons = [...rowsAt(history, 'persons' satisfies DirectoryPart, at)] as unknown as readonly Omit<DirectoryNames['persons'][number], 'name'>[];
  return {
    offices: rowsOf('offices'),
    departments: rowsOf('departments'),
    persons: persons.map((person) => ({ ...person, name: names.get(person.id) ?? person.id })),
    aliases: rowsOf('aliases'),
  };
}
