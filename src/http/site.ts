/** The whole site over one runtime: API, sessions, portal, set-up, desk, health. @module */
import type { FastifyInstance } from 'fastify';
import type { BeaconHosts } from '../core/beacon-hosts.ts';
import type { Identity } from '../core/identity/identity.ts';
import type { SetupCode } from '../core/identity/setup-code.ts';
import type { Runtime } from '../core/runtime.ts';
import { buildApp } from './app.ts';
import { alertWorkbookRoute } from './alert-workbook.ts';
import { archiveRoutes } from './archive.ts';
import { beaconRoutes } from './beacons.ts';
import { demoRoutes } from './demo.ts';
import { noteDenied, remembering } from './denied.ts';
import { deskRoutes } from './desk.ts';
import { drawDocumentRoutes } from './draw-documents.ts';
import { directoryRoutes } from './directory.ts';
import { enterpriseRoutes } from './enterprise.ts';
import { exchangeRoutes } from './exchange.ts';
import { fieldRoutes } from './field.ts';
import { fieldFileRoutes } from './field-files.ts';
import { healthRoute } from './health.ts';
import { metricsRoute } from './metrics.ts';
import { itemsRoutes } from './items.ts';
import { objectionFileRoutes } from './objection-files.ts';
import { objectionRoutes } from './objections.ts';
import { bulletinDocumentRoutes } from './bulletin-documents.ts';
import { planDocumentRoutes } from './plan-documents.ts';
import { planTemplateRoutes } from './plan-templates.ts';
import { portalRoutes } from './portal.ts';
import { orderSlipRoutes } from './order-slip.ts';
import { caseDocumentRoutes } from './case-documents.ts';
import { caseFileRoutes } from './case-files.ts';
import { registerDocumentRoutes } from './register-documents.ts';
import { rectificationRoutes } from './rectification.ts';
import { identifier, sessionRoutes } from './session.ts';
import { setupRoutes } from './setup.ts';
import { visitDocumentRoutes } from './visit-documents.ts';
import { wallRoutes } from './wall/routes.ts';

export interface Site {
  readonly runtime: Runtime;
  readonly identity: Identity;
  readonly setupCode: SetupCode;
  readonly beaconHosts: BeaconHosts;
  /** `embedded` or `own`. */
  readonly database: string;
  readonly workerError: () => string | undefined;
  /** Opens /metrics to others than this machine. */
  readonly metricsToken?: string | undefined;
  readonly logging: boolean;
}

/** Assembles the site; the caller listens and closes. */
export async function buildSite(site: Site): Promise<FastifyInstance> {
  const { runtime, identity, setupCode, logging } = site;
  const remembered = remembering(identifier(runtime, identity));
  const { identify } = remembered;
  return buildApp({
    runtime,
    logging,
    publicUrl: identity.publicUrl,
    identify,
    extend: async (app) => {
      noteDenied(app, runtime, remembered);
      healthRoute(app, site);
      metricsRoute(app, { ...site, metricsToken: site.metricsToken });
      sessionRoutes(app, runtime, identity);
      directoryRoutes(app, runtime, identify);
      itemsRoutes(app, runtime, identify);
      demoRoutes(app, runtime, identity);
      beaconRoutes(app, runtime, identify, site.beaconHosts);
      drawDocumentRoutes(app, runtime, identify);
      planDocumentRoutes(app, runtime, identify);
      bulletinDocumentRoutes(app, runtime, identify);
      alertWorkbookRoute(app, runtime, identify);
      planTemplateRoutes(app, runtime, identify);
      await fieldFileRoutes(app, runtime, identify);
      visitDocumentRoutes(app, runtime, identify);
      wallRoutes(app, runtime, identify);
      rectificationRoutes(app, runtime, identify);
      orderSlipRoutes(app, runtime, identify);
      registerDocumentRoutes(app, runtime, identify);
      archiveRoutes(app, runtime, identify);
      exchangeRoutes(app, runtime, identify);
      caseDocumentRoutes(app, runtime, identify);
      objectionFileRoutes(app, runtime, identify);
      caseFileRoutes(app, runtime, identify);
      enterpriseRoutes(app, runtime);
      objectionRoutes(app, runtime);
      portalRoutes(app, runtime);
      setupRoutes(app, runtime, setupCode);
      await deskRoutes(app);
      await fieldRoutes(app);
    },
  });
}
