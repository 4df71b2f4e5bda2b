FROM python:3.11-slim
WORKDIR /srv
# First what changes seldom: the versions of requirements/, which script/setup installs too.
COPY requirements ./requirements
RUN pip install --no-cache-dir -r requirements/build.txt -r requirements/runtime.txt
COPY pyproject.toml README.md LICENSE ./
COPY src ./src
RUN pip install --no-cache-dir --no-deps --no-build-isolation . && useradd --create-home --uid 1000 counterfoil && install -d -o counterfoil /data
USER counterfoil
VOLUME /data
ENV COUNTERFOIL_DATABASE=/data/counterfoil.db
EXPOSE 12111
# Inside a container loopback is of no use to anyone else, so it listens on all addresses and takes only keys that were made:
#   docker exec CONTAINER counterfoil keys create
CMD ["counterfoil", "serve", "--host", "0.0.0.0", "--closed"]
