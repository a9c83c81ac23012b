"use strict";

const welcome = `# Log in at the start page first.
{
  currentUser {
    userId
    permissions
  }
  tasks(query: { pageSize: 5 }) {
    id
    name
    assignee
    creationTime
  }
}
`;

const fetcher = GraphiQL.createFetcher({ url: "../graphql" });
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: welcome })
);
