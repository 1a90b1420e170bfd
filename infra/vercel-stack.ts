import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import type { VercelSettings } from './settings'

type Props = StackProps & { vercel: VercelSettings; userPoolArns: string[] }

/**
 * The role that the portal takes on Vercel, without a key that could be stolen (https://vercel.com/docs/oidc/aws).
 * Resetting a password needs none of it: both calls are unsigned. It is for looking at pools and app clients, so that
 * pages show the pool's own password policy and wrong settings are told before anybody runs into them; where it is wanted
 * also for looking up one user at a time, for listing who is in the groups of the console's pool, and for the mails that
 * the portal itself sends. Nothing can be changed with it.
 */
export class VercelStack extends Stack {
  constructor(scope: Construct, id: string, { vercel, userPoolArns, ...props }: Props) {
    super(scope, id, props)
    const { team, project, environment, looksUpUsers = false, consolePoolId, testMailFrom } = vercel
    const issuer = `oidc.vercel.com/${team}`
    const audience = `https://vercel.com/${team}`
    const provider = new iam.CfnOIDCProvider(this, 'Vercel', {
      url: `https://${issuer}`,
      clientIdList: [audience],
    })
    const role = new iam.Role(this, 'Portal', {
      assumedBy: new iam.WebIdentityPrincipal(provider.attrArn, {
        StringEquals: {
          [`${issuer}:aud`]: audience,
          [`${issuer}:sub`]: `owner:${team}:project:${project}:environment:${environment}`,
        },
      }),
      maxSessionDuration: Duration.hours(1),
      inlinePolicies: {
        look: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              actions: [
                'cognito-idp:DescribeUserPool',
                'cognito-idp:DescribeUserPoolClient',
                'cognito-idp:GetUserPoolMfaConfig',
                'cognito-idp:GetUserPoolSessionConfiguration',
                'cognito-idp:ListUserPoolClients',
                ...(looksUpUsers ? ['cognito-idp:AdminGetUser'] : []),
              ],
              resources: userPoolArns,
            }),
            ...(consolePoolId === undefined ? [] : [this.mayListPeople(consolePoolId)]),
            ...(testMailFrom === undefined ? [] : [this.maySendAs(testMailFrom)]),
          ],
        }),
      },
    })
    new CfnOutput(this, 'RoleArn', { value: role.roleArn })
  }

  private mayListPeople(poolId: string): iam.PolicyStatement {
    return new iam.PolicyStatement({
      actions: ['cognito-idp:ListUsersInGroup'],
      resources: [this.formatArn({ service: 'cognito-idp', resource: 'userpool', resourceName: poolId })],
    })
  }

  private maySendAs(address: string): iam.PolicyStatement {
    const [, domain = ''] = address.split('@')
    return new iam.PolicyStatement({
      actions: ['ses:SendEmail'],
      resources: [this.formatArn({ service: 'ses', resource: 'identity', resourceName: domain })],
      conditions: { StringEquals: { 'ses:FromAddress': address } },
    })
  }
}
