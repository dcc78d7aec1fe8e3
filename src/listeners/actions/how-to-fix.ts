import { fixModal } from '../../blocks/fix-modal.ts';
import { noSuchCheckNotice } from '../../blocks/sweep-notices.ts';
import { readFindingValue } from '../../core/finding-key.ts';
import { guides } from '../../guides/index.generated.ts';
import { defineAction } from '../action.ts';

export default defineAction({
  async press({ value, triggerId, locale }, { call, directory }) {
    const finding = readFindingValue(value);
    if (finding === undefined) return noSuchCheckNotice(value, locale);
    await directory.prepare([finding.account]);
    const view = fixModal({ ...finding, name: directory.nameOf(finding.account) }, guides, locale);
    if (view === undefined) return noSuchCheckNotice(finding.check, locale);
    await call('views.open', { trigger_id: triggerId, view });
    return undefined;
  },
});
