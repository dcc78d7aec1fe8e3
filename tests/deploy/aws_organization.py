"""An organization of several accounts, and buses with policies, which MiniStack has in its API and nowhere else.

ORGANIZATION names the organization and then its accounts.
"""

import os

from ministack.core.iam_evaluator import EvalContext, resource_policy_allows
from ministack.core.responses import get_region
from ministack.services import eventbridge, organizations
from ministack.services.cloudformation import provisioners

organization, *members = os.environ["ORGANIZATION"].split(",")


def amend(in_scope):
    """`in_scope` does something as for a request to an account and a Region."""
    for account in members:
        in_scope(account, "us-east-1", join)
    provisioners._RESOURCE_HANDLERS["AWS::Events::EventBusPolicy"] = {"create": put_policy, "delete": remove_policy}


def join():
    """aws:PrincipalOrgID and DescribeOrganization are read from here."""
    organizations._ensure_org()
    organizations._orgs["self"]["Id"] = organization


def put_policy(logical_id, properties, stack):
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html"""
    bus = properties["EventBusName"]
    statement = {"Sid": properties["StatementId"], **properties["Statement"]}
    eventbridge._event_bus_policies[bus] = {"Version": "2012-10-17", "Statement": [statement]}
    return f"{bus}|{properties['StatementId']}", {}


def remove_policy(physical_id, properties):
    eventbridge._event_bus_policies.pop(physical_id.split("|")[0], None)


def bus_lets_in(bus_arn, role_arn):
    """Whether the policy of a bus, in the scope of its account, lets a role of this or another account put events onto it."""
    context = EvalContext(
        principal_arn=role_arn,
        principal_type="AssumedRole",
        principal_account=role_arn.split(":")[4],
        action="events:PutEvents",
        resource_arn=bus_arn,
        region=get_region(),
    )
    policy = eventbridge._event_bus_policies.get(bus_arn.rsplit("/", 1)[-1])
    return resource_policy_allows(policy, context, same_account=bus_arn.split(":")[4] == context.principal_account)
