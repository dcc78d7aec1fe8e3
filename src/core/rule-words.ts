import type { Text } from './locale.ts';
import type { GuardRule, RuleFault } from './rule-facts.ts';

/** Why a rule's events do not reach RootGuard, in words. */
export const faultWords: Readonly<Record<RuleFault | 'narrow', Text>> = {
  missing: { en: 'missing', ko: '없음' },
  disabled: { en: 'disabled', ko: '비활성화됨' },
  'no-target': { en: 'no target', ko: '대상 없음' },
  astray: { en: 'leads elsewhere', ko: '다른 곳으로 이어짐' },
  'no-role': { en: 'its target has no role', ko: '대상에 역할 없음' },
  narrow: { en: 'its pattern leaves root out', ko: '패턴에서 루트가 빠짐' },
};

/** The rules of a list that have one of these faults, with which: `rootguard-guard-events-2 (disabled)`. Undefined if none has. */
export function faultsIn(
  rules: readonly GuardRule[],
  faults: readonly RuleFault[] = Object.keys(faultWords) as RuleFault[],
): Text | undefined {
  const faulty = rules.flatMap(({ name, fault }) =>
    fault !== 'none' && faults.includes(fault) ? [{ name, words: faultWords[fault] }] : [],
  );
  if (faulty.length === 0) return undefined;
  const list = (locale: 'en' | 'ko') =>
    faulty.map(({ name, words }) => `${name} (${words[locale]})`).join(', ');
  return { en: list('en'), ko: list('ko') };
}
