# Everything that serves, traced by Next into one folder, behind the portal's own server.

FROM node:24-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 REKEY_STANDALONE=1
# Optional: with the same key, forms that are open in a browser go on working after the next build.
ARG NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-slim
WORKDIR /app
# Drawing the pictures of tenant files on several threads would else leave glibc with a hundred megabytes that it never gives back.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 REKEY_DATA_DIR=/data MALLOC_ARENA_MAX=2
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
COPY --from=build /app/dist ./dist
# Next's own server would believe whatever headers a client sends; only dist/server.js may be started here.
RUN rm -f server.js && rm -rf tenants && mkdir /data /app/tenants && chown node:node /data
USER node
VOLUME ["/data", "/app/tenants"]
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT||3000}/api/health/live`).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/server.js"]
