import { at, textAt } from '../../src/core/json.ts';
import { knownRegions } from './accounts.ts';
import { AwsError, common, ownKind } from './errors.ts';
import type { Operation, Service } from './world.ts';

const getAlternateContact: Operation = ({ account, input }) => {
  const type = textAt(input, 'AlternateContactType');
  if (type !== 'SECURITY' && type !== 'BILLING' && type !== 'OPERATIONS')
    throw new AwsError(common.invalid, 'AlternateContactType must be BILLING, OPERATIONS or SECURITY.');
  if (!account.contacts.includes(type)) {
    throw new AwsError(
      ownKind('ResourceNotFoundException', 404),
      'No contact of the inputted alternate contact type found.',
    );
  }
  return {
    AlternateContact: {
      AlternateContactType: type,
      Name: 'Kim Minji',
      Title: 'On call',
      EmailAddress: `${account.contactAddress === 'one each' ? type.toLowerCase() : 'aws'}@example.com`,
      PhoneNumber: '+82 2 555 0100',
    },
  };
};

/** Two a page; the first page is empty and not the last, so that nobody forgets to ask on. */
const listRegions: Operation = ({ account, input, region }) => {
  const wanted = at(input, 'RegionOptStatusContains');
  const all = [region, ...knownRegions].map((RegionName) => ({
    RegionName,
    RegionOptStatus: statusOf(RegionName, RegionName === region || account.regions.includes(RegionName)),
  }));
  const fitting = all.filter(
    ({ RegionOptStatus }) => !Array.isArray(wanted) || wanted.includes(RegionOptStatus),
  );
  const page = Number(textAt(input, 'NextToken') ?? 0);
  return {
    Regions: page === 0 ? [] : fitting.slice(page * 2 - 2, page * 2),
    NextToken: page * 2 < fitting.length ? String(page + 1) : undefined,
  };
};

/** Account Management. https://docs.aws.amazon.com/accounts/latest/reference/api-reference.html */
export const accountManagement: Service = {
  dialect: { protocol: 'rest-json', version: '' },
  operations: { GetAlternateContact: getAlternateContact, ListRegions: listRegions },
};

/** Regions of before 2019 are enabled by default; the others must be opted in. */
function statusOf(region: string, enabled: boolean): string {
  if (region === 'ap-east-1') return enabled ? 'ENABLED' : 'DISABLED';
  return enabled ? 'ENABLED_BY_DEFAULT' : 'DISABLED';
}
