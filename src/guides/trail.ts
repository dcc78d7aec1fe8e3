import { defineGuide } from '../core/guide.ts';

export default defineGuide({
  title: { en: 'Make root visible: trail, rule, Slack', ko: '루트를 보이게 하기: 추적, 규칙, Slack' },
  why: {
    en: 'EventBridge hears of root only where a trail logs management events, and root sign-ins are recorded in us-east-1 only.',
    ko: 'EventBridge는 추적이 관리 이벤트를 기록하는 곳에서만 루트를 알 수 있고, 루트 로그인은 us-east-1에만 기록됩니다.',
  },
  parts: [
    {
      heading: { en: 'A trail', ko: '추적' },
      steps: {
        en: [
          'In the management account, open CloudTrail, *Trails*, *Create trail*. Choose *Enable for all accounts in my organization* if you have one.',
          'Keep *Management events* with *Read* and *Write*; a trail covers all Regions by itself.',
          'Or: `aws cloudtrail create-trail --name org --s3-bucket-name BUCKET --is-multi-region-trail --is-organization-trail`, then `aws cloudtrail start-logging --name org`.',
        ],
        ko: [
          '관리 계정에서 CloudTrail의 "추적", "추적 생성"을 엽니다. 조직이 있으면 "내 조직의 모든 계정에 대해 활성화"를 고릅니다.',
          '"관리 이벤트"의 "읽기"와 "쓰기"를 그대로 둡니다. 추적은 모든 리전을 포함합니다.',
          '또는 `aws cloudtrail create-trail --name org --s3-bucket-name BUCKET --is-multi-region-trail --is-organization-trail`, 이어서 `aws cloudtrail start-logging --name org`를 실행합니다.',
        ],
      },
    },
    {
      heading: { en: 'The rule and the way to Slack', ko: '규칙과 Slack까지의 경로' },
      steps: {
        en: [
          "Deploy RootGuard's stack to us-east-1: it brings the rules, the queue and the function.",
          'Invite RootGuard to its channel: `/invite @RootGuard`.',
          'If the rule was disabled: `aws events enable-rule --name rootguard-root-events --region us-east-1`.',
        ],
        ko: [
          'us-east-1에 RootGuard 스택을 배포합니다. 규칙, 대기열, 함수가 함께 만들어집니다.',
          'RootGuard를 채널에 초대합니다: `/invite @RootGuard`.',
          '규칙이 비활성화되어 있으면 `aws events enable-rule --name rootguard-root-events --region us-east-1`을 실행합니다.',
        ],
      },
    },
    {
      heading: { en: 'A second road', ko: '두 번째 경로' },
      steps: {
        en: [
          "Subscribe an e-mail address to the stack's alarm topic and confirm the mail: alarms must not depend on Slack.",
          'AWS itself mails the root address when a root MFA device is removed. Make sure that people read that mailbox.',
        ],
        ko: [
          '스택의 경보 주제에 이메일을 구독하고 확인 메일을 승인합니다. 경보는 Slack에만 의존하지 않아야 합니다.',
          '루트 MFA가 제거되면 AWS가 루트 주소로 메일을 보냅니다. 그 메일함을 사람이 읽고 있는지 확인하세요.',
        ],
      },
    },
  ],
  proof: {
    en: '`/rootguard check` passes "CloudTrail is logging" and "RootGuard\'s EventBridge rule".',
    ko: '`/rootguard check`에서 "CloudTrail 로깅"과 "RootGuard의 EventBridge 규칙"이 통과합니다.',
  },
});
