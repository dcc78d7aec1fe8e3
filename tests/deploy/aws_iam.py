"""Six places where MiniStack judges a request by IAM otherwise than AWS does, put right.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

import json

from urllib.parse import parse_qs

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.iam_evaluator import enforce
from ministack.core.router import extract_access_key_id
from ministack.services import iam

extract_iam_action = iam_actions.extract_iam_action
extract_resource_arn = iam_actions.extract_resource_arn
request_tag_context = iam_actions.request_tag_context
pin_request_origin = app.pin_request_origin
resolve_condition_key = iam_evaluator._resolve_condition_key


def amend():
    iam_actions.extract_iam_action = action_of
    iam_actions.extract_resource_arn = resource_of
    iam_actions.request_tag_context = context_of
    app.pin_request_origin = pin_secure_origin
    iam_evaluator._resolve_condition_key = condition_key


def pin_secure_origin(source_ip, secure_transport):
    """The way to AWS is encrypted; here it need not be, and aws:SecureTransport must not refuse everything."""
    pin_request_origin(source_ip, True)


def action_of(service, method, path, headers, body, query_params):
    """The batch calls of SQS have no actions of their own."""
    action = extract_iam_action(service, method, path, headers, body, query_params)
    return action.removesuffix("Batch") if service == "sqs" and action else action


def resource_of(service, method, path, headers, body, query_params, region, account):
    """GetParameters is judged for each parameter: here for one that the caller may not read, if there is one. What is asked of SNS
    stands in the form. A bus may be named by its ARN, and a role has a path, if there is the role."""
    form = parse_qs(body.decode()) if service in ("sns", "iam") else {}
    if service == "sns":
        return form.get("TopicArn", ["*"])[0]
    if form.get("Action") in (["GetRole"], ["TagRole"]):
        name = form["RoleName"][0]
        role = iam._roles.get_scoped(account, None, name)
        return role["Arn"] if role else f"arn:aws:iam::{account}:role/{name}"
    if headers.get("x-amz-target", "").endswith(".DescribeEventBus"):
        bus = json.loads(body).get("Name", "default")
        return bus if bus.startswith("arn:") else f"arn:aws:events:{region}:{account}:event-bus/{bus}"
    if not headers.get("x-amz-target", "").endswith(".GetParameters"):
        return extract_resource_arn(service, method, path, headers, body, query_params, region, account)
    names = [name.lstrip("/") for name in json.loads(body).get("Names", [])]
    arns = [f"arn:aws:ssm:{region}:{account}:parameter/{name}" for name in names]
    key = extract_access_key_id(headers, query_params)
    denied = (arn for arn in arns if enforce(key, "ssm:GetParameters", service, region, resource_arn=arn))
    return next(denied, arns[0])


def context_of(service, action, body, query_params):
    """PutEvents has the key events:source; entries of several sources match no single one."""
    context = request_tag_context(service, action, body, query_params)
    if action != "events:PutEvents":
        return context
    sources = sorted({entry.get("Source", "") for entry in json.loads(body).get("Entries", [])})
    return {**context, "events:source": " and ".join(sources)}


def condition_key(key, context):
    """Who asks is named by the ARN of the role, not of its session.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn"""
    if key.lower() == "aws:principalarn" and ":assumed-role/" in context.principal_arn:
        role = iam_evaluator._role_name_from_assumed_arn(context.principal_arn)
        return iam._roles.get_scoped(context.principal_account, None, role)["Arn"]
    return resolve_condition_key(key, context)
