"""What `sam deploy` does, against a local AWS: transforms a template with AWS's own translator, uploads the bundles, creates or
updates the stack and waits.

Reads one JSON object from standard input: endpoint, account, region, stack, template (a path) and parameters. Prints one:
{"outputs": {…}} or {"refused": "the sentence that AWS gave"}.
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-deploy.html
"""

import io
import json
import os
import sys
import zipfile

import boto3
from botocore.exceptions import ClientError, WaiterError
from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

# MiniStack refuses a template with a type that it does not know. docs/operations.md says how to verify this in AWS.
unknown_types = {"AWS::CloudTrail::Trail"}


def main(request):
    def client(service):
        return boto3.client(
            service,
            endpoint_url=request["endpoint"],
            region_name=request["region"],
            aws_access_key_id=request["account"],
            aws_secret_access_key="test",
        )

    # The translator asks for the Region here and nowhere else.
    os.environ["AWS_DEFAULT_REGION"] = request["region"]
    cloudformation, s3 = client("cloudformation"), client("s3")
    template, bucket = read(request["template"]), make_bucket(s3, request)
    if "Transform" in template:
        upload_bundles(template, os.path.dirname(request["template"]), s3, bucket)
        template = transform(template, {**request["parameters"]}, ManagedPolicyLoader(client("iam")))
        template["Resources"].update(routes(template))
    template["Resources"] = {
        name: resource
        for name, resource in template["Resources"].items()
        if resource["Type"] not in unknown_types
    }
    hurry(template["Resources"])
    template["Conditions"] = with_region(template.get("Conditions", {}), request["region"])
    return deploy(cloudformation, request, uploaded(template, s3, bucket, request["stack"]))


def hurry(resources):
    """No check waits for what IAM makes known late: MiniStack does it at once."""
    for resource in resources.values():
        if resource["Type"].startswith("Custom::"):
            resource["Properties"]["PatienceSeconds"] = 0


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml_parse(file.read())


def make_bucket(s3, request):
    """A function takes its code from its own Region only."""
    region = request["region"]
    bucket = f"rootguard-artifacts-{request['account']}-{region}"
    elsewhere = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    try:
        s3.create_bucket(Bucket=bucket, **elsewhere)
    except s3.exceptions.BucketAlreadyOwnedByYou:
        # Made by a stack before; in us-east-1 that is no error.
        pass
    return bucket


def uploaded(template, s3, bucket, stack):
    """The template's URL, as SAM passes it: CloudFormation takes no more than 51,200 bytes of a template itself.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"""
    key = f"{stack}.template"
    s3.put_object(Bucket=bucket, Key=key, Body=json.dumps(template, default=str))
    return f"https://s3.amazonaws.com/{bucket}/{key}"


def upload_bundles(template, folder, s3, bucket):
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function":
            key = f"{properties['CodeUri']}.zip"
            s3.put_object(Bucket=bucket, Key=key, Body=zipped(os.path.join(folder, properties["CodeUri"])))
            properties["CodeUri"] = f"s3://{bucket}/{key}"


def zipped(folder):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name in sorted(os.listdir(folder)):
            file.write(os.path.join(folder, name), name)
    return archive.getvalue()


def routes(template):
    """The routes of each HTTP API, which AWS reads out of the API's OpenAPI body and MiniStack only out of resources.
    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html"""
    resources = {}
    for api, resource in template["Resources"].items():
        if resource["Type"] != "AWS::ApiGatewayV2::Api":
            continue
        for path, methods in resource["Properties"].pop("Body")["paths"].items():
            for method, operation in methods.items():
                name = f"{api}{method}{''.join(filter(str.isalnum, path))}"
                integration = operation["x-amazon-apigateway-integration"]
                resources[f"{name}Integration"] = {
                    "Type": "AWS::ApiGatewayV2::Integration",
                    "Properties": {
                        "ApiId": {"Ref": api},
                        "IntegrationType": "AWS_PROXY",
                        "IntegrationUri": integration["uri"],
                        "PayloadFormatVersion": integration["payloadFormatVersion"],
                        "TimeoutInMillis": integration["timeoutInMillis"],
                    },
                }
                resources[f"{name}Route"] = {
                    "Type": "AWS::ApiGatewayV2::Route",
                    "Properties": {
                        "ApiId": {"Ref": api},
                        "RouteKey": f"{method.upper()} {path}",
                        "Target": {"Fn::Sub": f"integrations/${{{name}Integration}}"},
                    },
                }
        resource["Properties"].update({"Name": api, "ProtocolType": "HTTP"})
    return resources


def with_region(part, region):
    """Conditions with the Region filled in: MiniStack takes `AWS::Region` for a text there."""
    if part == {"Ref": "AWS::Region"}:
        return region
    if isinstance(part, dict):
        return {key: with_region(value, region) for key, value in part.items()}
    if isinstance(part, list):
        return [with_region(entry, region) for entry in part]
    return part


def deploy(cloudformation, request, template_url):
    stack = request["stack"]
    arguments = {
        "StackName": stack,
        "TemplateURL": template_url,
        "Parameters": [
            {"ParameterKey": key, "ParameterValue": value} for key, value in request["parameters"].items()
        ],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
    }
    try:
        if status(cloudformation, stack) == "ROLLBACK_COMPLETE":
            # AWS updates no stack that never was; StackSets delete it, and so must an operator.
            cloudformation.delete_stack(StackName=stack)
            cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack, WaiterConfig=every_second)
        if status(cloudformation, stack):
            cloudformation.update_stack(**arguments)
            cloudformation.get_waiter("stack_update_complete").wait(StackName=stack, WaiterConfig=every_second)
        else:
            cloudformation.create_stack(**arguments)
            cloudformation.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig=every_second)
    except ClientError as error:
        return {"refused": error.response["Error"]["Message"]}
    except WaiterError:
        return {"refused": failures(cloudformation, stack)}
    described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    return {"outputs": {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}}


every_second = {"Delay": 1, "MaxAttempts": 90}


def status(cloudformation, stack):
    try:
        return cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
    except ClientError:
        return None


def failures(cloudformation, stack):
    events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    return "; ".join(
        f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
        for event in events
        if event["ResourceStatus"].endswith("_FAILED")
    )


if __name__ == "__main__":
    print(json.dumps(main(json.load(sys.stdin))))
