import type { Department, Office, Offices } from '../../domain/organisation.ts';
import type { Actor, DepartmentCode, OfficeLevel, Role } from '../../domain/values.ts';

/** One office of each level, a line of 民事 from top to bottom, and the people in them. All invented. */

const aDepartment = (code: DepartmentCode, name: string, parts: Partial<Department> = {}): Department => ({
  code,
  name,
  lines: [],
  kind: 'business',
  leader: null,
  ...parts,
});

export const nationalOffice: Office = {
  code: 'SPP',
  name: '最高检',
  level: 'national',
  parent: null,
  departments: [
    aDepartment('SPP-LD', '院领导', { kind: 'leadership' }),
    aDepartment('SPP-BGT', '办公厅', { kind: 'supervision', leader: 'leader of supervision' }),
    aDepartment('SPP-06', '第六检察厅', { lines: ['民事'], leader: 'leader of civil' }),
    aDepartment('SPP-08', '第八检察厅', { lines: ['公益诉讼'], leader: 'leader of public interest' }),
    aDepartment('SPP-10', '第十检察厅', { lines: ['控告申诉'], leader: 'leader of petitions' }),
    aDepartment('SPP-PR', '检察日报社', { kind: 'affiliated', leader: 'leader of press' }),
  ],
};

export const provincialOffice = anOffice('33', 'provincial', 'SPP');
export const municipalOffice = anOffice('3301', 'municipal', '33');
export const grassrootsOffice = anOffice('330102', 'grassroots', '3301');

export const offices: Offices = [nationalOffice, provincialOffice, municipalOffice, grassrootsOffice];

/** A lower office: leaders, a supervision unit, and one business department for two lines. */
function anOffice(code: string, level: OfficeLevel, parent: string): Office {
  const departments = [
    aDepartment(`${code}-LD`, '院领导', { kind: 'leadership' }),
    aDepartment(`${code}-BGS`, '办公室', { kind: 'supervision', leader: `leader of ${code} supervision` }),
    aDepartment(`${code}-06`, '民事检察部', { lines: ['民事', '行政'], leader: `leader of ${code} civil` }),
  ];
  return { code, name: `${code}检察院`, level, parent, departments };
}

/** The same offices, with one department of the national office changed. */
export const officesWith = (code: DepartmentCode, changes: Partial<Department>): Offices =>
  offices.map((office) => ({
    ...office,
    departments: office.departments.map((department) => (department.code === code ? { ...department, ...changes } : department)),
  }));

/** `33-06` sits in office `33`, `SPP-06` in `SPP`. */
export const anActor = (department: DepartmentCode, ...roles: readonly Role[]): Actor => ({
  person: `${roles.join(' and ')} of ${department}`,
  office: department.split('-')[0] ?? '',
  department,
  roles,
});

export const aLeader = (person: string, office = 'SPP'): Actor => ({ person, office, department: `${office}-LD`, roles: ['supervising_leader'] });

/** The cast of a task that SPP-06 leads, SPP-08 takes part in and SPP-BGT supervises. */
export const contact = anActor('SPP-06', 'lead_contact');
export const head = anActor('SPP-06', 'department_head');
export const supervisor = anActor('SPP-BGT', 'supervisor');
export const reviewer = anActor('SPP-BGT', 'reviewer');
export const leader = aLeader('leader of civil');
export const participantContact = anActor('SPP-08', 'lead_contact');
export const secretary = anActor('SPP-LD', 'party_group_secretary');
