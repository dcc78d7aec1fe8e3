"""Runs MiniStack, a local AWS, with IAM enforced and with the five things that RootGuard needs and MiniStack lacks.

1. AWS's own events. PutEvents takes none whose source begins with `aws.`, here as in AWS, so that nobody can forge them.
   `POST /_aws/emits` with an event's envelope puts it onto the default bus of its account and Region, as CloudTrail does.
2. Rules with the state ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS, which MiniStack stores and never fires.
   https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
3. Targets that are buses of another account or Region, if the rule's role may put events there and the policy of that bus lets it
   in; the bus's own account needs no policy, as long as none denies it.
   The sender's account stays in the envelope. What such a bus does not take ends in the target's dead-letter queue at once, as
   with every error that no retry would mend.
   https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
4. An organization of several accounts, and policies of buses in templates: aws_organization.py.
5. IAM as AWS judges it, in six places: aws_iam.py.

The port comes in GATEWAY_PORT. Everything else is MiniStack as it was published.
"""

import json

from ministack import app as ministack
from ministack.core.iam_evaluator import EvalContext, _gather_role_policies, evaluate
from ministack.core.responses import _request_account_id, _request_region, get_account_id, get_region
from ministack.services import eventbridge

import aws_iam
import aws_organization

FIRES = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"

inner_app = ministack.app
invoke_target = eventbridge._invoke_target


async def app(scope, receive, send):
    if scope["type"] != "http" or scope["path"] != "/_aws/emits":
        return await inner_app(scope, receive, send)
    envelope = json.loads(await body_of(receive))
    in_scope(envelope["account"], envelope["region"], lambda: dispatch(record_of(envelope)))
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def body_of(receive):
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body


def record_of(envelope):
    """An envelope in MiniStack's own words."""
    return {
        "EventId": envelope["id"],
        "Source": envelope["source"],
        "DetailType": envelope["detail-type"],
        "Detail": json.dumps(envelope["detail"]),
        "EventBusName": "default",
        "Time": envelope["time"],
        "Resources": envelope.get("resources", []),
        "Account": envelope["account"],
        "Region": envelope["region"],
    }


def dispatch(event):
    """MiniStack's dispatch, for rules of both states that are enabled."""
    view = eventbridge._pattern_event_view(event)
    for key, rule in list(eventbridge._rules.items()):
        if rule.get("EventBusName", "default") != event["EventBusName"]:
            continue
        if rule.get("State") not in ("ENABLED", FIRES) or not rule.get("EventPattern"):
            continue
        if eventbridge._matches_pattern_view(rule["EventPattern"], view, f"rule {key}"):
            for target in eventbridge._targets.get(key, []):
                deliver(target, event, rule, view)


def deliver(target, event, rule, view):
    """To the bus of another account or Region in one hop, as EventBridge relays; whatever else is MiniStack's own delivery."""
    arn = target.get("Arn", "")
    _, _, service, region, account, resource = arn.split(":", 5)
    if service != "events" or (account, region) == (get_account_id(), get_region()):
        return invoke_target(target, event, rule, view)
    bus = resource.removeprefix("event-bus/")
    if not may_put_events(target.get("RoleArn", ""), arn):
        return keep(target, event, rule, view, "the rule's role may not put events there")
    if not in_scope(account, region, lambda: bus in eventbridge._event_buses):
        return keep(target, event, rule, view, "there is no such bus")
    if not in_scope(account, region, lambda: aws_organization.bus_lets_in(arn, target["RoleArn"])):
        return keep(target, event, rule, view, "the policy of the bus does not let the role in")
    in_scope(account, region, lambda: dispatch({**event, "EventBusName": bus}))


def keep(target, event, rule, view, why):
    ministack.logger.warning("No event for %s: %s.", target["Arn"], why)
    queue = target.get("DeadLetterConfig", {}).get("Arn")
    if queue:
        invoke_target({"Id": target["Id"], "Arn": queue}, event, rule, view)


def may_put_events(role_arn, bus_arn):
    account = get_account_id()
    context = EvalContext(
        principal_arn=role_arn,
        principal_type="AssumedRole",
        principal_account=account,
        action="events:PutEvents",
        resource_arn=bus_arn,
        region=get_region(),
    )
    return evaluate(context, _gather_role_policies(role_arn.rsplit("/", 1)[-1], account)).decision == "Allow"


def in_scope(account, region, work):
    """Does something as MiniStack does it for a request to this account and Region."""
    account_token, region_token = _request_account_id.set(account), _request_region.set(region)
    try:
        return work()
    finally:
        _request_region.reset(region_token)
        _request_account_id.reset(account_token)


if __name__ == "__main__":
    ministack.app = app
    aws_iam.amend()
    aws_organization.amend(in_scope)
    ministack.main()
