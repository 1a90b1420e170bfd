import { join } from 'node:path'
import { CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import * as ses from 'aws-cdk-lib/aws-ses'
import type { Construct } from 'constructs'
import type { TenantSettings } from './settings'

type Props = StackProps & { tenant: TenantSettings; functions: string }

/** Everything that one tenant has on AWS: pool or its place, app client, the three functions, the sender of its mails. */
export class TenantStack extends Stack {
  readonly userPoolArn: string
  readonly identityArn: string

  constructor(scope: Construct, id: string, { tenant, functions, ...props }: Props) {
    super(scope, id, props)
    const identity = new ses.EmailIdentity(this, 'Sender', {
      identity: ses.Identity.domain(tenant.mailDomain),
      mailFromDomain: `bounce.${tenant.mailDomain}`,
    })
    this.identityArn = this.formatArn({
      service: 'ses',
      resource: 'identity',
      resourceName: tenant.mailDomain,
    })

    const secret = (name: string, description: string) =>
      new CfnParameter(this, name, { type: 'String', noEcho: true, description })
    // Parameters, so that no secret stands in a template: a template is for everybody who may read the account.
    const linkKey = secret('LinkKey', `REKEY_LINK_KEY of ${tenant.slug}, as pack:triggers prints it`)
    const shared = { REKEY_PORTAL: tenant.portal, REKEY_TENANT: tenant.slug }

    const makeFunction = (
      name: string,
      environment: Record<string, string>,
      options: Partial<lambda.FunctionProps> = {},
    ) =>
      new lambda.Function(this, name, {
        runtime: lambda.Runtime.NODEJS_22_X,
        architecture: lambda.Architecture.ARM_64,
        handler: 'index.handler',
        code: lambda.Code.fromAsset(join(functions, tenant.slug, name)),
        memorySize: 512,
        // Cognito waits five seconds and then starts the function anew.
        timeout: Duration.seconds(5),
        environment: { ...shared, ...environment },
        logGroup: new logs.LogGroup(this, `${name}-log`, {
          retention: logs.RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        ...options,
      })
    const customMessage = makeFunction('custom-message', { REKEY_LINK_KEY: linkKey.valueAsString })
    const webhook: Record<string, string> =
      tenant.webhookUrl === undefined
        ? {}
        : {
            REKEY_WEBHOOK_URL: tenant.webhookUrl,
            REKEY_WEBHOOK_SECRET: secret('WebhookSecret', 'whsec_… of the receiver').valueAsString,
          }
    const following = {
      REKEY_MAIL_FROM: tenant.mailFrom,
      REKEY_SIGN_OUT: tenant.signsOut === 'ask' ? 'ask' : tenant.signsOut ? 'on' : 'off',
      ...webhook,
    }
    const afterReset = makeFunction('after-reset', following, {
      // Nobody waits for it. Started anew after a fault, it would send its mail twice.
      timeout: Duration.minutes(1),
      retryAttempts: 0,
      maxEventAge: Duration.minutes(15),
    })
    const postConfirmation = makeFunction('post-confirmation', {
      ...following,
      REKEY_AFTER_RESET: afterReset.functionName,
    })

    const userPool =
      tenant.userPoolId === undefined
        ? this.makePool(tenant, identity, customMessage, postConfirmation)
        : cognito.UserPool.fromUserPoolId(this, 'Pool', tenant.userPoolId)
    this.userPoolArn = userPool.userPoolArn
    if (tenant.userPoolId !== undefined) {
      // The pool is not this stack's to change: it may call the functions once it is told to.
      for (const each of [customMessage, postConfirmation]) {
        each.addPermission('Pool', {
          principal: new iam.ServicePrincipal('cognito-idp.amazonaws.com'),
          sourceArn: userPool.userPoolArn,
        })
      }
    }
    this.allowAfterReset(postConfirmation, afterReset, tenant)

    const client = new cognito.UserPoolClient(this, 'PortalClient', {
      userPool,
      userPoolClientName: `rekey-${tenant.slug}`,
      generateSecret: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      enablePropagateAdditionalUserContextData: true,
      // The portal signs nobody in.
      authFlows: {},
      disableOAuth: true,
    })
    new CfnOutput(this, 'UserPoolId', { value: userPool.userPoolId })
    new CfnOutput(this, 'ClientId', { value: client.userPoolClientId })
    new CfnOutput(this, 'CustomMessageArn', { value: customMessage.functionArn })
    new CfnOutput(this, 'PostConfirmationArn', { value: postConfirmation.functionArn })
  }

  private makePool(
    tenant: TenantSettings,
    identity: ses.EmailIdentity,
    customMessage: lambda.Function,
    postConfirmation: lambda.Function,
  ): cognito.UserPool {
    const pool = new cognito.UserPool(this, 'Pool', {
      userPoolName: tenant.slug,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      // Without SES the pool takes no mail text from a function, and stops at fifty mails a day.
      email: cognito.UserPoolEmail.withSES({
        fromEmail: tenant.mailFrom,
        fromName: tenant.name,
        sesRegion: this.region,
        sesVerifiedDomain: tenant.mailDomain,
      }),
      // Threat protection is what uses the address and the device that the portal passes on.
      featurePlan: cognito.FeaturePlan.PLUS,
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
      lambdaTriggers: { customMessage, postConfirmation },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    pool.node.addDependency(identity)
    return pool
  }

  /**
   * What the two functions after a reset may do, and no more. Policies of their own: in the roles' they would need the pool
   * first.
   */
  private allowAfterReset(
    postConfirmation: lambda.Function,
    afterReset: lambda.Function,
    { mailFrom, signsOut }: TenantSettings,
  ): void {
    const ofPool = (actions: string[]) =>
      new iam.PolicyStatement({
        actions: actions.map((action) => `cognito-idp:${action}`),
        resources: [this.userPoolArn],
      })
    const send = new iam.PolicyStatement({
      actions: ['ses:SendEmail'],
      resources: [this.identityArn],
      conditions: { StringEquals: { 'ses:FromAddress': mailFrom } },
    })
    const start = new iam.PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: [afterReset.functionArn],
    })
    const allow = (each: lambda.Function, name: string, statements: iam.PolicyStatement[]) =>
      each.role?.attachInlinePolicy(new iam.Policy(this, name, { statements }))
    allow(postConfirmation, 'PostConfirmation', [
      send,
      start,
      ...(signsOut ? [ofPool(['AdminListUserSessions', 'AdminUserGlobalSignOut'])] : []),
    ])
    const ends = [
      'AdminForgetDevice',
      'AdminListDevices',
      'AdminListUserSessions',
      'AdminRevokeUserSession',
      'AdminUserGlobalSignOut',
    ]
    allow(afterReset, 'AfterReset', [send, ...(signsOut ? [ofPool(ends)] : [])])
  }
}
